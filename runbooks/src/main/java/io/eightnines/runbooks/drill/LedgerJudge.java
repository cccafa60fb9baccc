package io.eightnines.runbooks.drill;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.verify.PublishedKey;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.audit.LedgerAudit;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what clients were given against what gateways have on disk, by an audit that shares no code
 * with the ledger.
 */
final class LedgerJudge {
  /** A follower has what the leader has a moment later. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Fleet fleet;
  private final List<PublicKey> keys;

  LedgerJudge(Fleet fleet) throws IOException {
    this.fleet = fleet;
    this.keys = keys(fleet);
  }

  /** The keys with which a fleet's draws are signed. */
  static List<PublicKey> keys(Fleet fleet) throws IOException {
    return PublishedKeys.read(Files.readAllBytes(fleet.keysFile())).keys().stream()
        .map(PublishedKey::toPublicKey)
        .toList();
  }

  /** Judges once nobody asks for draws any more. */
  List<Check> judge(Map<DrawId, byte[]> given) throws IOException, InterruptedException {
    Map<String, LedgerAudit.Findings> found = settled();
    List<String> faults =
        found.entrySet().stream()
            .flatMap(each -> each.getValue().faults().stream().map(f -> each.getKey() + ": " + f))
            .toList();
    long kept =
        given.entrySet().stream()
            .filter(draw ->
                found.values().stream()
                    .allMatch(ledger ->
                        text(draw.getValue()).equals(ledger.draws().get(draw.getKey().value()))))
            .count();
    return List.of(
        new Check(
            "faults that an audit finds in the ledgers",
            faults.isEmpty(),
            faults.size() + ", must be 0" + shown(faults)),
        Check.all("draws in every ledger as they were given", kept, given.size()),
        new Check("every ledger has the same draws", areAlike(found), sizes(found)));
  }

  private Map<String, LedgerAudit.Findings> settled() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, LedgerAudit.Findings> found = audit();
    while (!areAlike(found) && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE);
      found = audit();
    }
    return found;
  }

  private Map<String, LedgerAudit.Findings> audit() throws IOException {
    Map<String, LedgerAudit.Findings> found = new LinkedHashMap<>();
    for (String gateway : fleet.layout().gatewayNames()) {
      List<Path> ledger = Sharding.files(FleetLayout.state(fleet.folder(), gateway));
      found.put(gateway, LedgerAudit.of(ledger, keys));
    }
    return found;
  }

  private static boolean areAlike(Map<String, LedgerAudit.Findings> found) {
    return found.values().stream().map(LedgerAudit.Findings::draws).distinct().count() == 1;
  }

  private static String sizes(Map<String, LedgerAudit.Findings> found) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    found.forEach((gateway, ledger) -> sizes.put(gateway, ledger.draws().size()));
    return sizes.toString();
  }

  private static String shown(List<String> faults) {
    return faults.isEmpty() ? "" : ": " + String.join("; ", faults.subList(0, 1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
