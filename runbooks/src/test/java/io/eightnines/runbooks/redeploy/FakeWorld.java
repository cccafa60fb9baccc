package io.eightnines.runbooks.redeploy;

import io.eightnines.runbooks.redeploy.Sight.RegionWeight;
import io.eightnines.runbooks.redeploy.Sight.Standing;
import io.eightnines.runbooks.redeploy.Sight.Traffic;
import io.eightnines.runbooks.redeploy.Sight.Vital;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Two regions, east and west, with an order book and a Terraform state; time is virtual. */
final class FakeWorld implements World {
  static final Duration TTL = Duration.ofSeconds(5);

  /** Something that happens before or after a deed, such as the death of the program. */
  interface Moment {
    void passes();
  }

  final List<String> replaced = new ArrayList<>();
  Moment moment = () -> {};
  Instant now = Instant.parse("2026-11-21T12:00:00Z");
  boolean alive = true;
  boolean illAfterReplacement;
  boolean known = true;
  boolean othersOut;
  Optional<String> hold = Optional.empty();
  long inFlight;
  long generation = 1;

  private final Map<String, String> orders = new LinkedHashMap<>();
  private Optional<Instant> undrained = Optional.empty();
  private int well;

  @Override
  public Sight look() {
    return new Sight(traffic(), vital(), OptionalLong.of(generation));
  }

  private Traffic traffic() {
    if (!known) {
      return new Traffic.Unknown("no daemon answers");
    }
    return new Traffic.Known(
        List.of(
            new RegionWeight("east", 100, weight(), isSettled(), !alive, "as it is"),
            new RegionWeight("west", 100, othersOut ? 0 : 100, !othersOut, othersOut, "as it is")),
        orders.entrySet().stream()
            .map(each ->
                new Standing(
                    each.getKey(),
                    "drain",
                    Optional.of("east"),
                    true,
                    "drain by " + each.getValue()))
            .toList(),
        hold,
        TTL);
  }

  /** It returns within ten seconds. */
  private boolean isSettled() {
    return alive
        && orders.isEmpty()
        && undrained.filter(at -> now.isBefore(at.plusSeconds(10))).isEmpty();
  }

  int weight() {
    return !alive || !orders.isEmpty() ? 0 : isSettled() ? 100 : 10;
  }

  private Vital vital() {
    if (!alive) {
      return new Vital.Dead();
    }
    well = illAfterReplacement ? 0 : well + 1;
    return new Vital.Alive(OptionalLong.of(inFlight), well, "its deep health is 503");
  }

  @Override
  public void drain(String id, String reason) {
    moment.passes();
    orders.put(id, reason);
    moment.passes();
  }

  @Override
  public void undrain(String id) {
    moment.passes();
    if (orders.remove(id) != null) {
      undrained = Optional.of(now);
    }
    moment.passes();
  }

  @Override
  public Applied apply(long next) throws IOException {
    moment.passes();
    if (next != generation) {
      replaced.add(generation + " by " + next + " at weight " + weight());
      generation = next;
      alive = true;
      well = 0;
    }
    moment.passes();
    return new Applied(3000, 300);
  }

  void operatorDrains(String id) {
    orders.put(id, "bob");
  }

  void operatorCancels(String id) {
    orders.remove(id);
  }

  List<String> orders() {
    return List.copyOf(orders.keySet());
  }
}
