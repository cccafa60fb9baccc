package io.eightnines.runbooks.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Reply;
import io.eightnines.runbooks.redeploy.Sight.RegionWeight;
import io.eightnines.runbooks.redeploy.Sight.Standing;
import io.eightnines.runbooks.redeploy.Sight.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the daemons say of regions and orders. A daemon that hears of no leader knows nothing. */
final class FailoverTraffic {
  private FailoverTraffic() {}

  static Traffic look(Daemons daemons) throws InterruptedException {
    try {
      Reply status = daemons.get("/status", FailoverTraffic::isInTouch);
      if (!status.isDone() || !isInTouch(status)) {
        return new Traffic.Unknown(
            status.isDone() ? status.daemon() + " hears of no leader" : status.problem());
      }
      Reply orders = daemons.get("/v1/orders");
      return orders.isDone()
          ? known(status.body(), orders.body())
          : new Traffic.Unknown(orders.problem());
    } catch (IOException e) {
      return new Traffic.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isInTouch(Reply status) {
    String role = status.body().path("group").path("role").asText("");
    return role.equals("LEADER") || role.equals("FOLLOWER");
  }

  static Traffic known(JsonNode status, JsonNode orders) {
    JsonNode plan = status.path("plan").path("endpoints");
    long ttl = status.path("zone").path("ttlSeconds").asLong(-1);
    if (plan.isEmpty() || ttl < 0 || !orders.path("orders").isArray()) {
      return new Traffic.Unknown("the daemon's answer has no endpoints, TTL or orders");
    }
    Map<String, List<JsonNode>> regions = new LinkedHashMap<>();
    plan.forEach(each ->
        regions.computeIfAbsent(each.path("region").asText(), _ -> new ArrayList<>()).add(each));
    JsonNode hold = status.path("hold");
    return new Traffic.Known(
        regions.entrySet().stream().map(each -> region(each.getKey(), each.getValue())).toList(),
        orders.path("orders").valueStream().map(FailoverTraffic::order).toList(),
        hold.path("held").asBoolean()
            ? Optional.of(hold.path("text").asText(hold.path("why").asText()))
            : Optional.empty(),
        Duration.ofSeconds(ttl));
  }

  private static RegionWeight region(String name, List<JsonNode> endpoints) {
    return new RegionWeight(
        name,
        endpoints.stream().mapToInt(each -> each.path("weight").asInt()).sum(),
        endpoints.stream().mapToInt(each -> each.path("effectiveWeight").asInt()).sum(),
        endpoints.stream().allMatch(FailoverTraffic::isSettled),
        endpoints.stream().anyMatch(FailoverTraffic::isDown),
        String.join("; ", endpoints.stream().map(each -> each.path("reason").asText()).toList()));
  }

  /** By capacity it may carry less than its configured weight for ever. */
  private static boolean isSettled(JsonNode endpoint) {
    int weight = endpoint.path("weight").asInt();
    int effective = endpoint.path("effectiveWeight").asInt();
    boolean byCapacity = endpoint.path("reason").asText().startsWith("carries ");
    boolean growing = endpoint.path("reason").asText().contains("back, at ");
    return !isDown(endpoint) && (effective == weight || (effective > 0 && byCapacity && !growing));
  }

  /** One of which nothing is known is not known to be up. */
  private static boolean isDown(JsonNode endpoint) {
    return switch (endpoint.path("health").asText()) {
      case "UP", "SHAKY" -> false;
      default -> endpoint.path("weight").asInt() > 0;
    };
  }

  private static Standing order(JsonNode order) {
    String region = order.path("region").asText("");
    return new Standing(
        order.path("id").asText(),
        order.path("intent").asText(),
        region.isEmpty() || order.path("region").isNull() ? Optional.empty() : Optional.of(region),
        order.path("standing").asText().equals("STANDS"),
        order.path("text").asText());
  }
}
