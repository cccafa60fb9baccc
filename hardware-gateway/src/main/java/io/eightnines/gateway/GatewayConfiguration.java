package io.eightnines.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.ValidationMethod;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.gateway.settings.LimitSettings;
import io.eightnines.gateway.settings.PoolSettings;
import io.eightnines.gateway.settings.SigningSettings;
import io.eightnines.gateway.settings.SourceSettings;
import io.eightnines.http.CallerSettings;
import io.eightnines.http.HttpServiceConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.List;

/** The gateway's configuration file. What has no default must be given. */
public final class GatewayConfiguration extends HttpServiceConfiguration {

  /** Where the gateway stands; part of every draw. */
  @JsonProperty
  @NotEmpty
  @Pattern(
      regexp = "[a-z0-9][a-z0-9._-]{0,63}",
      message = "must be a name of a-z, 0-9, '.', '_', '-'")
  private String site = "";

  /** The folder of ledger and key. */
  @JsonProperty @NotEmpty private String stateDirectory = "";

  @JsonProperty
  @Valid
  @NotEmpty
  @Size(max = 64, message = "must be at most 64: a draw names all that it is from")
  private List<DeviceSettings> devices = List.of(DeviceSettings.usual("generator-1"));

  @JsonProperty @Valid @NotNull private PoolSettings pool = PoolSettings.DEFAULT;
  @JsonProperty @Valid @NotNull private SigningSettings signing = SigningSettings.DEFAULT;
  @JsonProperty @Valid @NotEmpty private List<CallerSettings> callers = List.of();
  @JsonProperty @Valid @NotNull private LimitSettings limits = LimitSettings.DEFAULT;
  @JsonProperty @Valid @NotNull private LedgerSettings ledger = LedgerSettings.DEFAULT;

  public String site() {
    return site;
  }

  public Path stateDirectory() {
    return Path.of(stateDirectory);
  }

  public List<DeviceSettings> devices() {
    return devices;
  }

  public PoolSettings pool() {
    return pool;
  }

  public SigningSettings signing() {
    return signing;
  }

  public List<CallerSettings> callers() {
    return callers;
  }

  public LimitSettings limits() {
    return limits;
  }

  public LedgerSettings ledger() {
    return ledger;
  }

  /** One name is one device in metrics and draws. */
  @JsonIgnore
  @ValidationMethod(message = "devices: each id must be there once")
  public boolean isEachDeviceThereOnce() {
    return devices.stream().map(DeviceSettings::id).distinct().count() == devices.size();
  }

  /** One device under two names would be mixed with itself; nobody knows which one auto takes. */
  @JsonIgnore
  @ValidationMethod(message = "devices: each source must be there once, auto beside no other path")
  public boolean isEachSourceThereOnce() {
    List<SourceSettings> sources =
        devices.stream()
            .map(DeviceSettings::source)
            .filter(source -> !(source instanceof SourceSettings.Simulator))
            .toList();
    long paths = sources.stream().filter(SourceSettings.File.class::isInstance).count();
    boolean anyPath = sources.contains(new SourceSettings.File(SourceSettings.File.AUTO));
    return sources.stream().distinct().count() == sources.size() && (paths <= 1 || !anyPath);
  }

  /** One name is one token. */
  @JsonIgnore
  @ValidationMethod(message = "callers: each name must be there once")
  public boolean isEachCallerThereOnce() {
    return callers.stream().map(CallerSettings::name).distinct().count() == callers.size();
  }
}
