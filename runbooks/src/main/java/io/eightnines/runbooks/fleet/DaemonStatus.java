package io.eightnines.runbooks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What a daemon's {@code /status} says that drills look at.
 *
 * @param role LEADER, FOLLOWER or CUT_OFF; empty if the daemon does not say
 * @param leader the leader it knows; empty if it knows none
 * @param applied index of the newest entry of the log that it has taken in; -1 if it does not say
 * @param configured weight of each region as its file has it
 * @param effective weight of each region in the plan that it serves
 * @param alerts names of those raised
 */
public record DaemonStatus(
    String role,
    String leader,
    long applied,
    Map<String, Integer> configured,
    Map<String, Integer> effective,
    List<String> alerts) {
  /** What is known of a daemon that does not answer. */
  public static final DaemonStatus SILENT =
      new DaemonStatus("", "", -1, Map.of(), Map.of(), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a status; a member that is missing is empty. */
  static DaemonStatus parse(byte[] body) throws IOException {
    JsonNode status = JSON.readTree(body);
    JsonNode endpoints = status.path("plan").path("endpoints");
    return new DaemonStatus(
        status.path("group").path("role").asText(""),
        status.path("group").path("leader").asText(""),
        status.path("group").path("applied").asLong(-1),
        weights(endpoints, "weight"),
        weights(endpoints, "effectiveWeight"),
        StreamSupport.stream(status.path("alerts").spliterator(), false)
            .map(alert -> alert.path("name").asText())
            .toList());
  }

  private static Map<String, Integer> weights(JsonNode endpoints, String member) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    endpoints.forEach(
        endpoint -> weights.put(endpoint.path("region").asText(), endpoint.path(member).asInt()));
    return weights;
  }

  /** Whether every region has the weight that it was given. */
  public boolean isWhole() {
    return !configured.isEmpty() && effective.equals(configured);
  }
}
