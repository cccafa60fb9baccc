package io.eightnines.runbooks.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers of daemons as people read them. */
public final class Pages {
  private Pages() {}

  /** The page of {@code GET /status}. */
  public static String status(Reply reply) {
    JsonNode body = reply.body();
    JsonNode group = body.path("group");
    JsonNode plan = body.path("plan");
    Table table = new Table("REGION", "ADDRESS", "CONFIGURED", "NOW", "STANDING", "REASON");
    for (JsonNode each : plan.path("endpoints")) {
      table.row(
          text(each, "region"),
          text(each, "address"),
          text(each, "weight"),
          text(each, "effectiveWeight"),
          text(each, "health"),
          text(each, "reason"));
    }
    return "daemon  %s (%s) is %s, leader %s, term %s%n"
            .formatted(
                text(group, "self"),
                reply.daemon(),
                text(group, "role"),
                text(group, "leader"),
                text(group, "term"))
        + "plan    generation %s for %s, %s old%n%n"
            .formatted(
                text(plan, "generation"),
                body.path("zone").path("service").asText("?"),
                age(plan.path("ageMillis").asLong()))
        + table.text()
        + "\n"
        + hold(body.path("hold"))
        + alerts(body.path("alerts"));
  }

  /** The orders of {@code GET /v1/orders}. */
  public static String orders(JsonNode body) {
    if (body.path("orders").isEmpty()) {
      return "orders  none\n";
    }
    Table table = new Table("ORDER", "STANDING", "ENDS IN", "WHAT");
    for (JsonNode each : body.path("orders")) {
      table.row(
          text(each, "id"),
          text(each, "standing"),
          age(each.path("leftMillis").asLong()),
          text(each, "text"));
    }
    return table.text();
  }

  /** What an order did or would do. */
  public static String order(JsonNode body) {
    JsonNode order = body.path("order");
    Table table = new Table("REGION", "ADDRESS", "CONFIGURED", "BEFORE", "AFTER", "REASON");
    for (JsonNode each : body.path("effects")) {
      boolean moves = each.path("before").asInt() != each.path("after").asInt();
      table.row(
          text(each, "region"),
          text(each, "address"),
          text(each, "weight"),
          text(each, "before"),
          text(each, "after") + (moves ? " *" : ""),
          text(each, "reason"));
    }
    return "order %s: %s%n%s%n%n%s%s%s%s"
        .formatted(
            text(order, "id"),
            text(order, "text"),
            outcome(body),
            table.text(),
            body.path("hold").isObject() ? "\n" + hold(body.path("hold")) : "",
            alerts(body.path("raises")),
            dryRun(body));
  }

  private static String outcome(JsonNode body) {
    boolean dryRun = body.path("dryRun").asBoolean();
    String id = text(body.path("order"), "id");
    return switch (text(body, "outcome")) {
      case "STANDS" ->
          (dryRun ? "would stand, ends in " : "stands, ends in ")
              + age(body.path("order").path("leftMillis").asLong());
      case "CANCELLED" -> dryRun ? "would be cancelled" : "is cancelled";
      case "ALREADY" -> "was so already: nothing changed";
      case "AWAITS_APPROVAL" ->
          dryRun
              ? "would need a second operator, because traffic leaves more than one region; with"
                  + " one it would look so:"
              : "does nothing until another operator runs: eightnines approve " + id + " --yes";
      default -> text(body, "outcome");
    };
  }

  /** The page of {@code GET /v1/why/NAME}. */
  public static String why(JsonNode body) {
    StringBuilder page = new StringBuilder();
    for (JsonNode each : body.path("endpoints")) {
      page.append(endpoint(each));
    }
    page.append(hold(body.path("hold"))).append(alerts(body.path("alerts")));
    page.append("\nlast changes, newest first\n");
    for (JsonNode change : body.path("changes")) {
      page.append("  %s  %s%n".formatted(text(change, "at"), text(change, "what")));
    }
    return page.toString();
  }

  private static String endpoint(JsonNode each) {
    Table votes = new Table("  OBSERVER", "COUNTS", "SAYS", "PROOF", "WHY");
    for (JsonNode vote : each.path("votes")) {
      votes.row(
          "  " + text(vote, "observer"),
          vote.path("counts").asBoolean() ? "yes" : "no",
          text(vote, "standing"),
          vote.path("proof").asBoolean() ? "yes" : "no",
          vote.path("abstains").isTextual()
              ? "abstains: " + text(vote, "abstains")
              : text(vote, "why"));
    }
    JsonNode finding = each.path("finding");
    return "%s %s: weight %s of %s%n  because  %s%n  found    %s, evidence %s, since %s%n%s%s%s%n"
        .formatted(
            text(each, "region"),
            text(each, "address"),
            text(each, "effectiveWeight"),
            text(each, "weight"),
            text(each, "reason"),
            text(finding, "standing"),
            text(finding, "evidence"),
            text(finding, "since"),
            each.path("order").isObject()
                ? "  order    %s: %s%n"
                    .formatted(text(each.path("order"), "id"), text(each.path("order"), "text"))
                : "",
            each.path("timings").isObject() ? timings(each.path("timings")) : "",
            votes.text());
  }

  private static String timings(JsonNode timings) {
    return "  took     %s%n"
        .formatted(
            timings
                .path("tookMillis")
                .propertyStream()
                .map(stage ->
                    "%s %.1f ms"
                        .formatted(
                            stage.getKey().toLowerCase(Locale.ROOT), stage.getValue().asDouble()))
                .collect(Collectors.joining(", ")));
  }

  /** The page of {@code GET /v1/journal}. */
  public static String journal(JsonNode body) {
    StringBuilder page = new StringBuilder();
    if (body.path("left").asBoolean()) {
      page.append("(older entries were left out: ask for more with --limit)\n");
    }
    for (JsonNode line : body.path("lines")) {
      for (JsonNode event : line.path("events")) {
        page.append(
            "%s  %s  %s%n"
                .formatted(
                    text(line, "wall"),
                    text(line, line.has("noted") ? "noted" : "index"),
                    event.asText()));
      }
    }
    return page.isEmpty() ? "nothing happened\n" : page.toString();
  }

  /** The page of {@code GET /v1/members}. */
  public static String members(Reply reply) {
    JsonNode body = reply.body();
    Table table = new Table("MEMBER", "LOG AT", "LEADS", "HEARD");
    for (JsonNode each : body.path("members")) {
      table.row(
          text(each, "name"),
          text(each, "address") + ":" + text(each, "port"),
          each.path("leads").asBoolean() ? "yes" : "no",
          each.path("heard").asBoolean() ? "yes" : "no");
    }
    return "daemon  %s (%s) is %s, leader %s, term %s, applied entry %s%n%n%s"
        .formatted(
            text(body, "self"),
            reply.daemon(),
            text(body, "role"),
            text(body, "leader"),
            text(body, "term"),
            text(body, "applied"),
            table.text());
  }

  /** What a change of the members did or would do. */
  public static String membersChange(JsonNode body) {
    return "before   %s%nafter    %s%nadds     %s%nremoves  %s%n%s%s"
        .formatted(
            list(body.path("before")),
            list(body.path("after")),
            list(body.path("adds")),
            list(body.path("removes")),
            body.path("remarks")
                .valueStream()
                .map(remark -> "note     " + remark.asText() + "\n")
                .collect(Collectors.joining()),
            dryRun(body));
  }

  /** What a snapshot has or would have. */
  public static String snapshot(JsonNode body) {
    boolean dryRun = body.path("dryRun").asBoolean();
    return "daemon  %s%nentry   %s%s%n%s%s"
        .formatted(
            text(body, "self"),
            text(body, "index"),
            dryRun ? " at least" : "",
            body.path("files")
                .valueStream()
                .map(file -> "file    " + file.asText() + "\n")
                .collect(Collectors.joining()),
            dryRun(body));
  }

  private static String list(JsonNode texts) {
    return texts.isEmpty()
        ? "nobody"
        : texts.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
  }

  static String dryRun(JsonNode body) {
    return body.path("dryRun").asBoolean()
        ? "\nThis was a dry run: nothing was changed. Add --yes to act.\n"
        : "";
  }

  private static String hold(JsonNode hold) {
    boolean held = hold.isObject() && hold.path("held").asBoolean(true);
    return held
        ? "HOLD    %s: %s%n".formatted(text(hold, "why"), text(hold, "text"))
        : "hold    none\n";
  }

  private static String alerts(JsonNode alerts) {
    StringBuilder lines = new StringBuilder();
    for (JsonNode alert : alerts) {
      lines.append("ALERT   %s: %s%n".formatted(text(alert, "name"), text(alert, "text")));
    }
    return lines.toString();
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? "none" : value.asText();
  }

  private static String age(long millis) {
    Duration age = Duration.ofMillis(millis);
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }
}
