package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.eightnines.log.Replica;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger.
 *
 * @param queue how many requests may wait for each of its shards, 1 to 100 000; more are told to
 *     come again
 * @param batch how many are put before a group at once, 1 to 256
 * @param readers read-only connections to each shard, 1 to 64
 * @param patience how long a request without a deadline of its own waits, 1 ms to 60 s
 * @param drain how long at the end to write what waits, up to 60 s
 * @param care of its disk
 * @param group the gateways that keep it together; null for one that keeps it alone
 */
public record LedgerSettings(
    int queue,
    int batch,
    int readers,
    Duration patience,
    Duration drain,
    Care care,
    @Nullable GroupSettings group) {
  private static final long MAX_RESERVE = 1L << 40;

  /**
   * What is done for its disk.
   *
   * @param reserve of which draws are refused here, so that what other gateways issue and a start
   *     still find room; 0 to 1 TiB
   * @param rowsPerSecond read again and mended where they are damaged, 0 for none to 100 000
   */
  public record Care(DataSize reserve, int rowsPerSecond) {
    public static final Care DEFAULT = of(null, null);

    public Care {
      within("care.reserve, in bytes,", reserve.toBytes(), 0, MAX_RESERVE);
      within("care.rowsPerSecond", rowsPerSecond, 0, 100_000);
    }

    @JsonCreator
    static Care of(
        @JsonProperty("reserve") @Nullable DataSize reserve,
        @JsonProperty("rowsPerSecond") @Nullable Integer rowsPerSecond) {
      return new Care(Given.or(reserve, DataSize.mebibytes(256)), Given.or(rowsPerSecond, 50));
    }
  }

  /** What holds when the file says nothing. */
  public static final LedgerSettings DEFAULT = of(null, null, null, null, null, null, null);

  private static final int MAX_MILLIS = 60_000;

  /** A ledger that one gateway keeps alone. */
  public LedgerSettings(int queue, int batch, int readers, Duration patience, Duration drain) {
    this(queue, batch, readers, patience, drain, Care.DEFAULT, null);
  }

  public LedgerSettings {
    within("queue", queue, 1, 100_000);
    within("batch", batch, 1, 256);
    within("readers", readers, 1, 64);
    within("patience, in milliseconds,", patience.toMilliseconds(), 1, MAX_MILLIS);
    within("drain, in milliseconds,", drain.toMilliseconds(), 0, MAX_MILLIS);
  }

  private static void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s must be %d to %d".formatted(name, min, max));
    }
  }

  @JsonCreator
  static LedgerSettings of(
      @JsonProperty("queue") @Nullable Integer queue,
      @JsonProperty("batch") @Nullable Integer batch,
      @JsonProperty("readers") @Nullable Integer readers,
      @JsonProperty("patience") @Nullable Duration patience,
      @JsonProperty("drain") @Nullable Duration drain,
      @JsonProperty("care") @Nullable Care care,
      @JsonProperty("group") @Nullable GroupSettings group) {
    return new LedgerSettings(
        Given.or(queue, 1024),
        Given.or(batch, 256),
        Given.or(readers, 4),
        Given.or(patience, Duration.seconds(5)),
        Given.or(drain, Duration.seconds(10)),
        Given.or(care, Care.DEFAULT),
        group);
  }

  /** This gateway's seats among those that keep the ledger, one for each of its shards. */
  public List<Replica> seats() {
    return group == null ? List.of(GroupSettings.loneSeat()) : group.seats();
  }
}
