package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.intent.Order.Approval;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts of answers that several of them have; times are ISO 8601 UTC by the leader's clock. */
final class Views {
  private Views() {}

  /**
   * One order.
   *
   * @param intent {@code drain}, {@code force} or {@code freeze}
   * @param weight of every endpoint of the region, when it is forced
   * @param standing STANDS, or AWAITS_APPROVAL and then it does nothing
   */
  record OrderView(
      String id,
      String intent,
      @JsonInclude @Nullable String region,
      @JsonInclude @Nullable Integer weight,
      String text,
      String author,
      String reason,
      String ends,
      long leftMillis,
      String standing,
      @JsonInclude @Nullable String approvedBy) {
    static OrderView of(Order order, State.Stamp now) {
      long left = Math.max(0, order.endsMillis() - now.millis());
      return new OrderView(
          order.id(),
          order.intent().getClass().getSimpleName().toLowerCase(Locale.ROOT),
          order.intent().takesFrom().map(region -> region.name()).orElse(null),
          order.intent() instanceof Intent.Force force ? force.weight().value() : null,
          order.text(),
          order.author().name(),
          order.reason(),
          now.wall().plusMillis(left).toString(),
          left,
          order.stands() ? "STANDS" : "AWAITS_APPROVAL",
          order.approval() instanceof Approval.Given given ? given.by().name() : null);
    }
  }

  /**
   * What becomes of one endpoint.
   *
   * @param weight as configured
   * @param before in effect until now
   * @param after in effect afterwards, because {@code reason}
   */
  record EffectView(
      String region, String address, int port, int weight, int before, int after, String reason) {
    static List<EffectView> between(Plan before, Plan after) {
      return after.endpoints().stream()
          .map(planned -> of(before.find(planned.endpoint().id()), planned))
          .toList();
    }

    private static EffectView of(Optional<PlannedEndpoint> before, PlannedEndpoint after) {
      return new EffectView(
          after.endpoint().region().name(),
          after.endpoint().id().toString(),
          after.endpoint().port(),
          after.endpoint().weight().value(),
          before.map(PlannedEndpoint::effective).map(Weight::value).orElse(0),
          after.effective().value(),
          after.reason().text());
    }
  }

  /** Why the plan that would follow is held back. */
  record HoldView(String why, String text, String since) {
    static @Nullable HoldView of(State state) {
      return state
          .service()
          .hold()
          .map(hold -> new HoldView(hold.why().name(), hold.why().text(), hold.since().toString()))
          .orElse(null);
    }
  }

  record AlertView(String name, String text) {
    static AlertView of(Alert alert) {
      return new AlertView(alert.name().name(), alert.text());
    }
  }

  /** The leader's clock at an earlier point of log time. */
  static Instant wallAt(State.Stamp now, long millis) {
    return now.wall().minusMillis(now.millis() - millis);
  }
}
