package io.eightnines.failover.publish.secondary;

import java.time.Duration;

/** What watches of secondaries tell those who count. Must not block or throw. */
public interface SecondaryTelemetry {
  /** A notification was heard, or not. */
  void notified(String secondary, boolean heard);

  /** From another serial number's being served here until the secondary served it. */
  void visible(String secondary, Duration time);

  /** The serial numbers that are served here and there. */
  void serials(String secondary, long here, long there);

  /** A round threw; it goes on. */
  void failed(String secondary, Exception e);
}
