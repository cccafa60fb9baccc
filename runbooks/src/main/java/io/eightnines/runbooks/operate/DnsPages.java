package io.eightnines.runbooks.operate;

import static io.eightnines.runbooks.operate.Pages.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** What daemons say of the providers they publish to, as people read it, and whether it is good. */
public final class DnsPages {
  /** Ends of a publish after which the plan is served, or would be tried. */
  private static final Set<String> GOOD = Set.of("PLANNED", "WRITTEN", "CURRENT");

  private DnsPages() {}

  /** The page of {@code GET /v1/dns/plan}. */
  public static String plan(Reply reply) {
    StringBuilder page = new StringBuilder(head(reply));
    for (JsonNode each : reply.body().path("publishers")) {
      page.append("\n%s would serve%n".formatted(text(each, "publisher")));
      lines(page, "  ", each.path("records"));
      for (JsonNode loss : each.path("lost")) {
        page.append("  lost: %s, %s%n".formatted(word(loss, "kind"), text(loss, "text")));
      }
    }
    return page.toString();
  }

  /** The page of {@code GET /v1/dns/diff}. */
  public static String diff(Reply reply) {
    StringBuilder page = new StringBuilder(head(reply));
    for (JsonNode each : reply.body().path("publishers")) {
      page.append("\n%s %s%n".formatted(text(each, "publisher"), standing(reply.body(), each)));
      lines(page, "  - ", each.path("missing"));
      lines(page, "  + ", each.path("foreign"));
    }
    if (reply.body().path("publishers").valueStream().anyMatch(DnsPages::hasLines)) {
      page.append("\n- planned and not served, + served and not planned\n");
    }
    return page.toString();
  }

  private static String standing(JsonNode body, JsonNode each) {
    if (isUnread(each)) {
      return "cannot be read, so nothing is known: " + text(each, "trouble");
    }
    if (each.path("served").asLong() == 0) {
      return "serves no generation of ours";
    }
    String generation = "serves generation " + text(each, "served");
    return isAsPlanned(body, each) ? generation + ", as planned" : generation + ", and differs";
  }

  /** Whether there is a provider, and each could be read and serves just the plan. */
  public static boolean isAsPlanned(JsonNode body) {
    JsonNode all = body.path("publishers");
    return !all.isEmpty() && all.valueStream().allMatch(each -> isAsPlanned(body, each));
  }

  private static boolean isAsPlanned(JsonNode body, JsonNode each) {
    return !isUnread(each)
        && !hasLines(each)
        && each.path("served").asLong() == body.path("generation").asLong();
  }

  private static boolean isUnread(JsonNode each) {
    return each.hasNonNull("trouble") || !each.hasNonNull("served");
  }

  private static boolean hasLines(JsonNode each) {
    return !each.path("missing").isEmpty() || !each.path("foreign").isEmpty();
  }

  /** What a publish did or would do. */
  public static String publish(Reply reply) {
    JsonNode body = reply.body();
    boolean dryRun = body.path("dryRun").asBoolean();
    StringBuilder page = new StringBuilder(head(reply));
    for (JsonNode each : body.path("publishers")) {
      page.append("\n%s %s%n".formatted(text(each, "publisher"), outcome(each)));
      if (each.path("outcome").asText().equals("PLANNED")) {
        text(each, "text").replace(" | ", "\n").lines().forEach(line -> line(page, "  ", line));
      }
    }
    if (dryRun) {
      page.append(
              body.path("overwrite").asBoolean() ? "\nAlso over what somebody else changed.\n" : "")
          .append("\nNo provider was asked: dns diff shows what they serve.\n");
    }
    return page.append(Pages.dryRun(body)).toString();
  }

  private static String outcome(JsonNode each) {
    String what = text(each, "text");
    return switch (text(each, "outcome")) {
      case "PLANNED" -> "would be told to serve";
      case "WRITTEN" -> "has taken it";
      case "CURRENT" -> "served it already: nothing changed";
      case "OVERTAKEN" -> "was left as it is, because it is ahead: " + what;
      case "DRIFTED" ->
          "was left as it is, because somebody else changed it: "
              + what
              + "; --overwrite publishes over it";
      case "FAILED" -> "failed: " + what;
      default -> text(each, "outcome") + " " + what;
    };
  }

  /** Whether there was a provider, and every one serves the plan now or would be told to. */
  public static boolean isPublished(JsonNode body) {
    JsonNode all = body.path("publishers");
    return !all.isEmpty()
        && all.valueStream().allMatch(each -> GOOD.contains(each.path("outcome").asText()));
  }

  private static String head(Reply reply) {
    JsonNode body = reply.body();
    String plan =
        isDecided(body)
            ? "generation " + text(body, "generation")
            : "none was decided that this daemon knows";
    return "daemon  %s%nplan    %s%n%s"
        .formatted(
            reply.daemon(),
            plan,
            isDecided(body) && body.path("publishers").isEmpty() ? "to      no provider\n" : "");
  }

  private static boolean isDecided(JsonNode body) {
    return body.path("generation").asLong() > 0;
  }

  private static void lines(StringBuilder page, String before, JsonNode texts) {
    texts.forEach(each -> line(page, before, each.asText()));
  }

  private static void line(StringBuilder page, String before, String text) {
    page.append(before).append(text).append('\n');
  }

  private static String word(JsonNode node, String field) {
    return text(node, field).toLowerCase(Locale.ROOT);
  }
}
