package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import org.jspecify.annotations.Nullable;

/**
 * The pool of random bits.
 *
 * @param size how much is kept ahead, 64 KiB to 1 GiB; the largest draw takes up to about 150 KiB
 * @param chunk how much is read from a device at once, 32 B to 64 KiB; the default takes a tenth of
 *     a read's time limit from a device of 10 kB/s, as the hardware generators of virtual machines
 *     are
 */
public record PoolSettings(DataSize size, DataSize chunk) {

  /** What holds when the file says nothing. */
  public static final PoolSettings DEFAULT = of(null, null);

  private static final long MIN_SIZE = 64 * 1024;
  private static final long MAX_SIZE = 1L << 30;
  private static final long MIN_CHUNK = 32;
  private static final long MAX_CHUNK = 64 * 1024;

  public PoolSettings {
    if (size.toBytes() < MIN_SIZE || size.toBytes() > MAX_SIZE) {
      throw new IllegalArgumentException("size must be 64KiB to 1GiB");
    }
    if (chunk.toBytes() < MIN_CHUNK || chunk.toBytes() > MAX_CHUNK) {
      throw new IllegalArgumentException("chunk must be 32B to 64KiB");
    }
  }

  @JsonCreator
  static PoolSettings of(
      @JsonProperty("size") @Nullable DataSize size,
      @JsonProperty("chunk") @Nullable DataSize chunk) {
    return new PoolSettings(
        Given.or(size, DataSize.mebibytes(1)), Given.or(chunk, DataSize.bytes(512)));
  }
}
