package io.eightnines.failover.intent;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import java.util.Optional;

/** What an operator wants to be so, until its order ends. */
public sealed interface Intent {
  /** The region carries nothing, whatever its health. */
  record Drain(RegionId region) implements Intent {}

  /** Every endpoint of the region carries exactly this weight, whatever its health. */
  record Force(RegionId region, Weight weight) implements Intent {}

  /** The plan in service stays, whatever happens. */
  record Freeze() implements Intent {}

  /** The region that loses traffic by this intent, if one does. */
  default Optional<RegionId> takesFrom() {
    return switch (this) {
      case Drain d -> Optional.of(d.region());
      case Force f -> Optional.of(f.region());
      case Freeze f -> Optional.empty();
    };
  }

  /** This intent as people write it. */
  default String text() {
    return switch (this) {
      case Drain d -> "drain " + d.region();
      case Force f -> "force " + f.region() + " to " + f.weight().value();
      case Freeze f -> "freeze";
    };
  }
}
