package io.eightnines.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import io.eightnines.gateway.settings.CallerSettings;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.gateway.settings.LimitSettings;
import io.eightnines.gateway.settings.PoolSettings;
import io.eightnines.gateway.settings.SigningSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;

/** The gateway's configuration file. What has no default must be given. */
public final class GatewayConfiguration extends Configuration {

  /** Where the gateway stands; part of every draw. */
  @JsonProperty
  @NotEmpty
  @Pattern(
      regexp = "[a-z0-9][a-z0-9._-]{0,63}",
      message = "must be a name of a-z, 0-9, '.', '_', '-'")
  private String site = "";

  /** The folder of ledger and key. */
  @JsonProperty @NotEmpty private String stateDirectory = "";

  @JsonProperty @Valid @NotEmpty
  private List<DeviceSettings> devices =
      List.of(new DeviceSettings("generator-1", DeviceSettings.AUTO, Duration.milliseconds(500)));

  @JsonProperty @Valid @NotNull private PoolSettings pool = PoolSettings.DEFAULT;
  @JsonProperty @Valid @NotNull private SigningSettings signing = SigningSettings.DEFAULT;
  @JsonProperty @Valid @NotEmpty private List<CallerSettings> callers = List.of();
  @JsonProperty @Valid @NotNull private LimitSettings limits = LimitSettings.DEFAULT;
  @JsonProperty @Valid @NotNull private LedgerSettings ledger = LedgerSettings.DEFAULT;

  /** How long after SIGTERM requests are still taken while readiness already says no. */
  @JsonProperty @NotNull private Duration shutdownNotice = Duration.milliseconds(500);

  /** Allows plain HTTP beyond this machine, where tokens and draws can be read on the way. */
  @JsonProperty private boolean insecurePlainHttp;

  /** Plain HTTP on the loopback, until the file says otherwise. */
  public GatewayConfiguration() {
    DefaultServerFactory server = new DefaultServerFactory();
    server.setEnableVirtualThreads(true);
    PlainHttp.connectors(server).forEach(connector -> connector.setBindHost("127.0.0.1"));
    setServerFactory(server);
  }

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

  public Duration shutdownNotice() {
    return shutdownNotice;
  }

  public boolean insecurePlainHttp() {
    return insecurePlainHttp;
  }

  /** Tokens must not travel in the clear. */
  @JsonIgnore
  @ValidationMethod(
      message =
          "server: a connector of type http must have a loopback bindHost such as 127.0.0.1;"
              + " use type https, or set insecurePlainHttp: true")
  public boolean isPlainHttpOnLoopbackOnly() {
    return insecurePlainHttp || PlainHttp.isOnLoopbackOnly(getServerFactory());
  }

  /** One name is one device in metrics and draws. */
  @JsonIgnore
  @ValidationMethod(message = "devices: each id must be there once")
  public boolean isEachDeviceThereOnce() {
    return devices.stream().map(DeviceSettings::id).distinct().count() == devices.size();
  }

  /** One name is one token. */
  @JsonIgnore
  @ValidationMethod(message = "callers: each name must be there once")
  public boolean isEachCallerThereOnce() {
    return callers.stream().map(CallerSettings::name).distinct().count() == callers.size();
  }
}
