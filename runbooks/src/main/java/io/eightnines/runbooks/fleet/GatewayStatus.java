package io.eightnines.runbooks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a gateway says of itself.
 *
 * @param leader the gateway that leads those that keep the ledger; empty if it knows none
 * @param poolBytes of random bits that wait
 * @param devices how each of its devices stands with its health tests, by its id
 */
public record GatewayStatus(
    String leader, Ledger ledger, long poolBytes, Map<String, String> devices) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Its ledger.
   *
   * @param applied the last entry of its first shard's log that is in the store
   * @param diskFull whether it issues nothing because its disk has too little room
   * @param rounds how often it has read all of its ledger again
   * @param damaged rows that were found to be damaged since it started
   * @param mended of these, those that are sound again
   */
  public record Ledger(long applied, boolean diskFull, long rounds, long damaged, long mended) {}

  static GatewayStatus parse(byte[] json) throws IOException {
    JsonNode all = JSON.readTree(json);
    JsonNode ledger = all.path("ledger");
    JsonNode shard = ledger.path("shards").path(0);
    JsonNode scrub = ledger.path("scrub");
    Map<String, String> devices = new LinkedHashMap<>();
    all.path("devices")
        .forEach(device -> devices.put(device.path("id").asText(), device.path("health").asText()));
    return new GatewayStatus(
        shard.path("leader").asText(),
        new Ledger(
            shard.path("applied").asLong(),
            ledger.path("diskFull").asBoolean(),
            scrub.path("rounds").asLong(),
            scrub.path("damaged").asLong(),
            scrub.path("mended").asLong()),
        all.path("pool").path("bytes").asLong(),
        devices);
  }
}
