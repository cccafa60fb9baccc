package io.eightnines.runbooks.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what alerts are worth: a redeploy of one region, or none. */
public final class Trigger {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

  private Trigger() {}

  /**
   * When to act.
   *
   * @param alerts names of those that call for a redeploy
   * @param interval from the beginning of a redeploy to that of the next, at least; a region that a
   *     redeploy did not help is not helped by ten more
   */
  public record Policy(Set<String> alerts, Duration interval) {
    public Policy {
      alerts = Set.copyOf(alerts);
    }
  }

  /**
   * What is known of earlier redeploys, whoever began them.
   *
   * @param busy whether one is under way
   * @param last when the last one began
   */
  public record Memory(boolean busy, Optional<Instant> last) {}

  /** What is to be done. */
  public sealed interface Verdict {
    /** Redeploy. */
    record Accept(String region, String reason) implements Verdict {}

    /** Nothing that concerns us. */
    record Ignore(String why) implements Verdict {}

    /** Not while things are so. */
    record Conflict(String why) implements Verdict {}

    /** Not so soon after the last one. */
    record TooSoon(Duration left) implements Verdict {}
  }

  /** What the alerts that fire now call for. */
  public static Verdict decide(Policy policy, Webhook webhook, Memory memory, Instant now) {
    List<Webhook.Firing> calling =
        webhook.firing().stream().filter(each -> policy.alerts().contains(each.alert())).toList();
    if (calling.isEmpty()) {
      return new Verdict.Ignore("no alert fires that calls for a redeploy");
    }
    Set<String> regions =
        calling.stream().map(Webhook.Firing::region).collect(Collectors.toCollection(TreeSet::new));
    if (regions.size() > 1) {
      return new Verdict.Conflict(
          "alerts fire for %s at once; what ails several is not mended by redeploying one"
              .formatted(String.join(", ", regions)));
    }
    String region = regions.iterator().next();
    if (!REGION.matcher(region).matches()) {
      return new Verdict.Conflict(
          "the alert's region is not 1 to 63 characters of a-z, 0-9 and hyphen");
    }
    if (memory.busy()) {
      return new Verdict.Conflict("a redeploy is under way");
    }
    Duration left =
        memory
            .last()
            .map(last -> Duration.between(now, last.plus(policy.interval())))
            .orElse(Duration.ZERO);
    return left.isPositive()
        ? new Verdict.TooSoon(left)
        : new Verdict.Accept(
            region, "alert " + calling.getFirst().alert() + " fires for " + region);
  }
}
