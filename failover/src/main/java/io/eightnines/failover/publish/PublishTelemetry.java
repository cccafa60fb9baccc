package io.eightnines.failover.publish;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import java.time.Duration;

/** What publishers tell those who count. Must not block or throw. */
public interface PublishTelemetry {
  /** A round with the provider, for the plan of this generation, ended. */
  void ended(String publisher, long generation, Outcome outcome);

  /** From the plan's coming into service here until the provider had taken it. */
  void accepted(String publisher, Duration time);

  /** From the provider's taking it until it said that all of its name servers have it. */
  void settled(String publisher, Duration time);

  /** From the plan's coming into service here until this name server answered its generation. */
  void visible(String publisher, String server, long generation, Duration time);

  /** The generations of the newest plan and of the one at the provider. */
  void generations(String publisher, long wanted, long served);

  /** A round threw; it goes on. */
  void failed(String publisher, Exception e);
}
