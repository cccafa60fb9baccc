package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.GeneratorUse;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One generator. Of {@code path}, {@code http}, {@code tcp} and {@code simulator} the file gives
 * one at most; without any, {@code path} is {@code auto}.
 *
 * @param id its name, unique in this site
 * @param model what draws call it; without it, what the adapter makes of its kind
 * @param timeLimit how long one read may take
 */
public record DeviceSettings(
    String id,
    Optional<String> model,
    SourceSettings source,
    Duration timeLimit,
    HealthSettings health) {

  private static final Duration USUAL_TIME_LIMIT = Duration.milliseconds(500);
  private static final int MAX_MILLIS = 60_000;

  public DeviceSettings {
    if (!ChainName.isValid(id)) {
      throw new IllegalArgumentException("id must be " + ChainName.EXPECTED);
    }
    if (timeLimit.toMilliseconds() < 1 || timeLimit.toMilliseconds() > MAX_MILLIS) {
      throw new IllegalArgumentException("timeLimit must be 1ms to 60s");
    }
    if (source instanceof SourceSettings.Simulator && model.isPresent()) {
      throw new IllegalArgumentException("model must not be given for a simulator: draws say it");
    }
    // Refuses a model that no draw could carry.
    model.ifPresent(words -> new GeneratorUse(id, words, "site", "healthy"));
  }

  /** One that the machine has, with all defaults. */
  public static DeviceSettings usual(String id) {
    return new DeviceSettings(
        id,
        Optional.empty(),
        new SourceSettings.File(SourceSettings.File.AUTO),
        USUAL_TIME_LIMIT,
        HealthSettings.DEFAULT);
  }

  @JsonCreator
  static DeviceSettings of(
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("model") @Nullable String model,
      @JsonProperty("path") @Nullable String path,
      @JsonProperty("http") SourceSettings.@Nullable Http http,
      @JsonProperty("tcp") SourceSettings.@Nullable Tcp tcp,
      @JsonProperty("simulator") SourceSettings.@Nullable Simulator simulator,
      @JsonProperty("timeLimit") @Nullable Duration timeLimit,
      @JsonProperty("health") @Nullable HealthSettings health) {
    if (Stream.of(path, http, tcp, simulator).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException(
          "a device must have one of path, http, tcp and simulator, not several");
    }
    SourceSettings source =
        Stream.<@Nullable SourceSettings>of(http, tcp, simulator)
            .<SourceSettings>mapMulti((each, into) -> {
              if (each != null) {
                into.accept(each);
              }
            })
            .findFirst()
            .orElseGet(() -> new SourceSettings.File(Given.or(path, SourceSettings.File.AUTO)));
    return new DeviceSettings(
        Given.or(id, ""),
        Optional.ofNullable(model),
        source,
        Given.or(timeLimit, USUAL_TIME_LIMIT),
        Given.or(health, HealthSettings.DEFAULT));
  }
}
