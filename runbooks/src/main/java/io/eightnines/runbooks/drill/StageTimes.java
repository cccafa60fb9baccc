package io.eightnines.runbooks.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Reply;
import io.eightnines.runbooks.operate.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long a daemon took, by its own clock, for each stage of a change: from its first evidence to
 * the plan in service. What is missing to the time that was seen from outside passed before a probe
 * could see anything, or between two look-ups.
 *
 * @param daemon that says so
 * @param millis by stage, in the daemon's order: detect, vote, plan, serve, whole
 */
record StageTimes(String daemon, Map<String, Double> millis) {
  private static final String READER = "victor";

  /**
   * Asks a daemon about the last change of a region's weight.
   *
   * @param since an older change is another's; empty is returned, as for a daemon that saw none
   */
  static Optional<StageTimes> ask(Fleet fleet, String daemon, Member region, Instant since)
      throws IOException, InterruptedException {
    Path token = fleet.folder().resolve(READER + ".token");
    try (Daemons asked =
        new Daemons(
            List.of(fleet.member(daemon).base()),
            Optional.of(Files.readString(token).strip()),
            Trust.ofRuntime())) {
      Reply reply = asked.get("/v1/why/" + region.name());
      return reply.isDone() ? read(daemon, reply.body(), since) : Optional.empty();
    }
  }

  static Optional<StageTimes> read(String daemon, JsonNode why, Instant since) {
    for (JsonNode endpoint : why.path("endpoints")) {
      JsonNode timings = endpoint.path("timings");
      if (timings.isObject() && !Instant.parse(timings.path("at").asText()).isBefore(since)) {
        Map<String, Double> millis = new LinkedHashMap<>();
        timings
            .path("tookMillis")
            .forEachEntry(
                (stage, took) -> millis.put(stage.toLowerCase(Locale.ROOT), took.asDouble()));
        return Optional.of(new StageTimes(daemon, millis));
      }
    }
    return Optional.empty();
  }

  double whole() {
    return millis.getOrDefault("whole", 0.0);
  }

  Map<String, Long> nanos() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    millis.forEach((stage, took) -> nanos.put(stage, Math.round(took * 1e6)));
    return nanos;
  }

  @Override
  public String toString() {
    return millis.entrySet().stream()
        .map(stage -> String.format(Locale.ROOT, "%s %.0f", stage.getKey(), stage.getValue()))
        .collect(Collectors.joining(", ", daemon + ": ", " ms"));
  }
}
