package io.eightnines.failover.operate;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The body of {@code POST /v1/orders}, understood. */
record OrderRequest(
    Optional<String> id, Intent intent, String reason, Duration length, boolean dryRun) {
  private static final List<String> KNOWN =
      List.of("id", "intent", "region", "weight", "for", "reason", "dryRun");

  private static final Duration LONGEST = Duration.ofMillis(Order.MAX_MILLIS);
  private static final String INTENTS = "drain, force or freeze";
  private static final String NAME = "the name of a region";

  static OrderRequest read(InputStream body) throws IOException {
    Fields fields = Fields.read(body, KNOWN);
    String length = "a length such as 90s, 30m or 2h";
    return new OrderRequest(
        fields.text("id", "an id").map(OrderRequest::id),
        intent(fields),
        reason(fields.needed("reason", "why, for the journal")),
        Lengths.parse("for", fields.needed("for", length), LONGEST),
        fields.truth("dryRun", true));
  }

  /** The author is who asks: there is no field for it. */
  Command.Give by(Operator author, Supplier<String> newId) {
    return new Command.Give(id.orElseGet(newId), intent, author, reason, length.toMillis());
  }

  /** Checks an id by the order's own rule. */
  static String id(String text) {
    return valid(
        "id",
        text,
        "1 to 40 characters of a-z, 0-9 and hyphen",
        given -> {
          Order.checkId(given);
          return given;
        });
  }

  static String reason(String text) {
    // A line break would let one operator write lines of another into a log.
    boolean breaks = text.chars().anyMatch(Character::isISOControl);
    if (text.isBlank() || text.length() > Order.MAX_REASON || breaks) {
      throw Fields.fault(
          "reason", text, "1 to " + Order.MAX_REASON + " characters without control characters");
    }
    return text;
  }

  private static Intent intent(Fields fields) {
    String word = fields.needed("intent", INTENTS);
    if (!word.equals("force")) {
      fields.without("weight", "only force takes one");
    }
    return switch (word) {
      case "drain" -> new Intent.Drain(region(fields));
      case "force" ->
          new Intent.Force(region(fields), new Weight(fields.whole("weight", 0, Weight.MAX)));
      case "freeze" -> {
        fields.without("region", "freeze holds all answers");
        yield new Intent.Freeze();
      }
      default -> throw Fields.fault("intent", word, INTENTS);
    };
  }

  private static RegionId region(Fields fields) {
    return valid("region", fields.needed("region", NAME), NAME, RegionId::new);
  }

  private static <T> T valid(String field, String text, String expected, Function<String, T> make) {
    try {
      return make.apply(text);
    } catch (IllegalArgumentException e) {
      throw Fields.fault(field, text, expected);
    }
  }
}
