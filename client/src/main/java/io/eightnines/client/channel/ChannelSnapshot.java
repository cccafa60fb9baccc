package io.eightnines.client.channel;

import java.time.Duration;
import java.util.List;

/**
 * The state of a channel at one instant, for logs and metrics.
 *
 * @param hedges attempts made because an earlier one was slow, since the channel was opened
 * @param retries attempts made because an earlier one failed
 * @param unpaid hedges and retries that the budget did not allow
 */
public record ChannelSnapshot(List<Lane> lanes, long hedges, long retries, long unpaid) {

  /**
   * One lane.
   *
   * @param p95 of its answers, zero while too few have come
   * @param attempts requests sent on it, without probes
   */
  public record Lane(String endpoint, boolean fit, Duration p95, long attempts, long failures) {}
}
