package io.eightnines.runbooks.redeploy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is seen at one moment.
 *
 * @param generation of the region as Terraform has it; empty if it never ran it
 */
public record Sight(Traffic traffic, Vital vital, OptionalLong generation) {

  /** What failover says. */
  public sealed interface Traffic {
    /** Nobody who could know answers, because {@code why}. */
    record Unknown(String why) implements Traffic {}

    /**
     * The plan in service and the orders.
     *
     * @param hold why the plan is held; empty if it is not
     * @param ttl how long resolvers keep an answer
     */
    record Known(
        List<RegionWeight> regions, List<Standing> orders, Optional<String> hold, Duration ttl)
        implements Traffic {

      Optional<RegionWeight> region(String name) {
        return regions.stream().filter(region -> region.name().equals(name)).findFirst();
      }

      Optional<Standing> order(String id) {
        return orders.stream().filter(order -> order.id().equals(id)).findFirst();
      }
    }
  }

  /**
   * One region in the plan.
   *
   * @param configured the sum of its endpoints' weights
   * @param effective what of it is in the answers
   * @param settled whether it serves and neither grows nor shrinks
   * @param down whether the vote found an endpoint down, or does not know it
   */
  public record RegionWeight(
      String name, int configured, int effective, boolean settled, boolean down, String reason) {
    boolean isOut() {
      return configured > 0 && (effective == 0 || down);
    }
  }

  /**
   * An order that has not ended.
   *
   * @param region that it takes traffic from; empty if from none
   * @param stands false while it waits for a second operator
   */
  public record Standing(
      String id, String intent, Optional<String> region, boolean stands, String text) {}

  /** The region itself, asked directly. */
  public sealed interface Vital {
    /** It refuses connections: nothing is under way there. */
    record Dead() implements Vital {}

    /**
     * It is there.
     *
     * @param inFlight requests being answered; empty if it does not say
     * @param wellRunning how many looks in a row, up to this one, found it and all it needs well,
     *     since it was replaced last
     */
    record Alive(OptionalLong inFlight, int wellRunning, String found) implements Vital {}
  }
}
