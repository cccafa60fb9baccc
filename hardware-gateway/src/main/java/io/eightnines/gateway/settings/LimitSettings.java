package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.eightnines.client.draw.Limits;
import org.jspecify.annotations.Nullable;

/**
 * How much one request may ask for; each at most what the protocol allows, which is the default.
 *
 * @param count numbers in one draw
 * @param permutation size of a permutation
 * @param k how many a selection may pick
 * @param n out of how many a selection may pick
 * @param pools pools in one draw
 * @param body length of a request
 */
public record LimitSettings(int count, int permutation, int k, int n, int pools, DataSize body) {

  /** What holds when the file says nothing. */
  public static final LimitSettings DEFAULT = of(null, null, null, null, null, null);

  public LimitSettings {
    new Limits(count, permutation, k, n, pools, Math.clamp(body.toBytes(), 0, Integer.MAX_VALUE));
  }

  /** These limits as the protocol has them. */
  public Limits toLimits() {
    return new Limits(count, permutation, k, n, pools, Math.toIntExact(body.toBytes()));
  }

  @JsonCreator
  static LimitSettings of(
      @JsonProperty("count") @Nullable Integer count,
      @JsonProperty("permutation") @Nullable Integer permutation,
      @JsonProperty("k") @Nullable Integer k,
      @JsonProperty("n") @Nullable Integer n,
      @JsonProperty("pools") @Nullable Integer pools,
      @JsonProperty("body") @Nullable DataSize body) {
    return new LimitSettings(
        Given.or(count, Limits.PROTOCOL.count()),
        Given.or(permutation, Limits.PROTOCOL.permutation()),
        Given.or(k, Limits.PROTOCOL.k()),
        Given.or(n, Limits.PROTOCOL.n()),
        Given.or(pools, Limits.PROTOCOL.pools()),
        Given.or(body, DataSize.bytes(Limits.PROTOCOL.bodyBytes())));
  }
}
