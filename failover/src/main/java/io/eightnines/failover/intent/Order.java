package io.eightnines.failover.intent;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An intent with everything that makes it answerable.
 *
 * @param id chosen by whoever proposes it, so that a proposal repeated is one order
 * @param reason for the journal and for the colleague on the next shift
 * @param endsMillis log time at which it lapses
 * @param approval whether it stands, and by whom
 */
public record Order(
    String id, Intent intent, Operator author, String reason, long endsMillis, Approval approval) {
  /** A day is the longest that anything may stay forced without somebody looking at it again. */
  public static final long MAX_MILLIS = 24L * 60 * 60 * 1000;

  public static final int MAX_REASON = 300;

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

  /** Whether an order stands. */
  public sealed interface Approval {
    /** One person was enough. */
    record NotNeeded() implements Approval {}

    /** It takes traffic from more than one region in all: it does nothing until another agrees. */
    record Awaited() implements Approval {}

    record Given(Operator by) implements Approval {}
  }

  public Order {
    checkId(id);
    checkReason(reason);
  }

  public static void checkReason(String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "reason has %d characters, expected 1 to %d, not all blank"
              .formatted(reason.length(), MAX_REASON));
    }
  }

  public static void checkId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id is '" + id + "', expected 1 to 40 characters of a-z, 0-9 and hyphen");
    }
  }

  /** Whether it has an effect now. */
  public boolean stands() {
    return switch (approval) {
      case Approval.NotNeeded n -> true;
      case Approval.Awaited a -> false;
      case Approval.Given g -> true;
    };
  }

  Order approvedBy(Operator operator) {
    return new Order(id, intent, author, reason, endsMillis, new Approval.Given(operator));
  }

  /** Who answers for it, for a plan's reason. */
  public String text() {
    Optional<Operator> second =
        approval instanceof Approval.Given given ? Optional.of(given.by()) : Optional.empty();
    return "%s by %s%s: %s"
        .formatted(
            intent.text(), author, second.map(by -> ", approved by " + by).orElse(""), reason);
  }
}
