package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import org.jspecify.annotations.Nullable;

/**
 * The pool of random bits.
 *
 * @param size how much is kept ahead, 512 KiB to 1 GiB; the largest draw, a permutation of 100 000,
 *     takes about 300 KiB
 * @param chunk how much is read from a device at once, 32 B to 64 KiB; the default takes a tenth of
 *     a read's time limit from a device of 10 kB/s, as the hardware generators of virtual machines
 *     are
 * @param mixed how many generators each block must be mixed of, 1 to 64, where the site has so
 *     many; with fewer at work no bits are made. 1 lets a site of two go on with one
 */
public record PoolSettings(DataSize size, DataSize chunk, int mixed) {

  /** What holds when the file says nothing. */
  public static final PoolSettings DEFAULT = of(null, null, null);

  private static final long MIN_SIZE = 512 * 1024;
  private static final long MAX_SIZE = 1L << 30;
  private static final long MIN_CHUNK = 32;
  private static final long MAX_CHUNK = 64 * 1024;

  /** As many as a draw can name. */
  private static final int MAX_DEVICES = 64;

  public PoolSettings {
    if (size.toBytes() < MIN_SIZE || size.toBytes() > MAX_SIZE) {
      throw new IllegalArgumentException("size must be 512KiB to 1GiB");
    }
    if (chunk.toBytes() < MIN_CHUNK || chunk.toBytes() > MAX_CHUNK) {
      throw new IllegalArgumentException("chunk must be 32B to 64KiB");
    }
    if (mixed < 1 || mixed > MAX_DEVICES) {
      throw new IllegalArgumentException("mixed must be 1 to 64");
    }
  }

  @JsonCreator
  static PoolSettings of(
      @JsonProperty("size") @Nullable DataSize size,
      @JsonProperty("chunk") @Nullable DataSize chunk,
      @JsonProperty("mixed") @Nullable Integer mixed) {
    return new PoolSettings(
        Given.or(size, DataSize.mebibytes(1)),
        Given.or(chunk, DataSize.bytes(512)),
        Given.or(mixed, 2));
  }
}
