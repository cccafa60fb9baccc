package io.eightnines.failover.dns;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.geo.Located;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Type;

/** What one plan has to draw from, for each address family and region. */
final class Pools {
  private static final int WHOLE = 1000;

  /**
   * One region's endpoints.
   *
   * @param share how many of a thousand of the clients that prefer it should get it now
   */
  private record Regional(Pool ipv4, Pool ipv6, int share) {}

  private final Pool ipv4;
  private final Pool ipv6;
  private final Map<RegionId, Regional> regions = new HashMap<>();

  Pools(Plan plan, List<RegionId> preferable) {
    List<PlannedEndpoint> answerable = plan.answerable();
    this.ipv4 = pool(answerable, planned -> isIpv4(planned));
    this.ipv6 = pool(answerable, planned -> !isIpv4(planned));
    double fullest = answerable.stream().mapToDouble(Pools::fullness).max().orElse(1);
    for (RegionId region : preferable) {
      Predicate<PlannedEndpoint> there = planned -> planned.endpoint().region().equals(region);
      regions.put(
          region,
          new Regional(
              pool(answerable, there.and(Pools::isIpv4)),
              pool(answerable, there.and(planned -> !isIpv4(planned))),
              share(plan.endpoints().stream().filter(there).toList(), fullest)));
    }
  }

  private static boolean isIpv4(PlannedEndpoint planned) {
    return planned.endpoint().address() instanceof Inet4Address;
  }

  private static Pool pool(List<PlannedEndpoint> from, Predicate<PlannedEndpoint> which) {
    return Pool.of(from.stream().filter(which).toList());
  }

  /**
   * A region that carries a part of its weight, because it has just come back or is shaky, gets the
   * same part of those who prefer it. It is measured by the fullest endpoint, because a plan that
   * spills is in another scale than the configuration.
   */
  private static int share(List<PlannedEndpoint> here, double fullest) {
    double configured = here.stream().mapToInt(p -> p.endpoint().weight().value()).sum();
    double effective = here.stream().mapToInt(p -> p.effective().value()).sum();
    return configured == 0
        ? WHOLE
        : Math.clamp(Math.round(WHOLE * effective / configured / fullest), 0, WHOLE);
  }

  private static double fullness(PlannedEndpoint planned) {
    int configured = planned.endpoint().weight().value();
    return configured == 0 ? 1 : (double) planned.effective().value() / configured;
  }

  /** The preferred region's endpoints, or all if it has none of this family to give. */
  Pool choose(int type, Located client, RandomGenerator random) {
    Pool all = type == Type.A ? ipv4 : ipv6;
    if (client.region() == null) {
      return all;
    }
    Regional regional = regions.get(client.region());
    if (regional == null) {
      return all;
    }
    Pool preferred = type == Type.A ? regional.ipv4() : regional.ipv6();
    boolean chosen =
        !preferred.isEmpty()
            && (regional.share() == WHOLE || random.nextInt(WHOLE) < regional.share());
    return chosen ? preferred : all;
  }
}
