package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.eightnines.client.draw.ChainName;
import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

/**
 * One generator.
 *
 * @param id its name, unique in this site
 * @param path the character device, or {@code auto} for the best of the usual ones
 * @param timeLimit how long one read may take
 */
public record DeviceSettings(@NotEmpty String id, @NotEmpty String path, Duration timeLimit) {

  /** Takes the best of the usual devices. */
  public static final String AUTO = "auto";

  public DeviceSettings {
    if (!ChainName.isValid(id)) {
      throw new IllegalArgumentException("id must be " + ChainName.EXPECTED);
    }
    if (!path.equals(AUTO) && !path.startsWith("/")) {
      throw new IllegalArgumentException("path must be auto or an absolute path");
    }
    if (timeLimit.toMilliseconds() < 1) {
      throw new IllegalArgumentException("timeLimit must be at least 1ms");
    }
  }

  @JsonCreator
  static DeviceSettings of(
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("path") @Nullable String path,
      @JsonProperty("timeLimit") @Nullable Duration timeLimit) {
    return new DeviceSettings(
        Given.or(id, ""), Given.or(path, AUTO), Given.or(timeLimit, Duration.milliseconds(500)));
  }
}
