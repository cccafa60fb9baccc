package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every order has besides its intent. */
final class OrderOptions {
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([smh])");
  private static final long MAX_SECONDS = 24 * 60 * 60;

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description =
          "How long it holds unless it is cancelled: 90s, 30m, 2h, at most 24h (default:"
              + " ${DEFAULT-VALUE}).")
  String length = "30m";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the journal and for the colleague on the next shift.")
  String reason = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The order's id: give the same again when it is not known whether it was taken (default:"
              + " a new one).")
  @Nullable String id;

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  /** Gives the order, or tries it. */
  int give(DaemonOptions options, ObjectNode intent) throws IOException, InterruptedException {
    check(options);
    intent.put("id", id == null ? newId(intent.path("intent").asText()) : id);
    intent.put("for", length);
    intent.put("reason", reason);
    intent.put("dryRun", !yes);
    try (Daemons daemons = options.known()) {
      return options.show(daemons.post("/v1/orders", intent), reply -> Pages.order(reply.body()));
    }
  }

  static ObjectNode intent(String word) {
    return JsonNodeFactory.instance.objectNode().put("intent", word);
  }

  private void check(DaemonOptions options) {
    var _ = length(options, "--for", length);
    checkReason(options, reason);
    if (id != null && !id.matches("[a-z0-9-]{1,40}")) {
      throw options.wrong("--id is '" + id + "', expected 1 to 40 characters of a-z, 0-9, '-'");
    }
  }

  /** Reads a length of time that somebody gave to an option. */
  static Duration length(DaemonOptions options, String option, String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches() || seconds(matcher) > MAX_SECONDS) {
      throw options.wrong(
          "%s is '%s', expected a length such as 90s, 30m or 2h, at most 24h"
              .formatted(option, text));
    }
    return Duration.ofSeconds(seconds(matcher));
  }

  static void checkReason(DaemonOptions options, String reason) {
    if (reason.isBlank() || reason.length() > 300) {
      throw options.wrong("--reason is '" + reason + "', expected 1 to 300 characters");
    }
  }

  private static long seconds(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> amount;
      case "m" -> amount * 60;
      default -> amount * 3600;
    };
  }

  static String newId(String word) {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return word + "-" + HexFormat.of().formatHex(bytes);
  }
}
