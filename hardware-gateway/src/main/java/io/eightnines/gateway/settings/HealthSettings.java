package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eightnines.gateway.health.Claim;
import io.eightnines.gateway.health.HealthMonitor;
import org.jspecify.annotations.Nullable;

/**
 * What is claimed of a device's noise, and how it is tested. The default is full entropy, as
 * devices give that condition their noise themselves; of raw noise give what was assessed.
 *
 * @param rules all of it, as the tests take it
 */
public record HealthSettings(HealthMonitor.Rules rules) {

  /** What holds when the file says nothing. */
  public static final HealthSettings DEFAULT = new HealthSettings(HealthMonitor.Rules.DEFAULT);

  @JsonCreator
  static HealthSettings of(
      @JsonProperty("sampleBits") @Nullable Integer sampleBits,
      @JsonProperty("minEntropy") @Nullable Double minEntropy,
      @JsonProperty("alphaExponent") @Nullable Integer alphaExponent,
      @JsonProperty("startUpSamples") @Nullable Integer startUpSamples,
      @JsonProperty("returnSamples") @Nullable Integer returnSamples) {
    int bits = Given.or(sampleBits, Claim.FULL.sampleBits());
    int start = Given.or(startUpSamples, HealthMonitor.Rules.DEFAULT.startUpSamples());
    return new HealthSettings(
        new HealthMonitor.Rules(
            new Claim(
                bits,
                Given.or(minEntropy, (double) bits),
                Given.or(alphaExponent, Claim.DEFAULT_ALPHA_EXPONENT)),
            start,
            Given.or(returnSamples, Math.max(start, HealthMonitor.Rules.DEFAULT.returnSamples()))));
  }
}
