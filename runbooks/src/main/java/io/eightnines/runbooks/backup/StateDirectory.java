package io.eightnines.runbooks.backup;

import io.eightnines.gateway.ledger.LedgerFault;
import io.eightnines.gateway.ledger.Sharding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a program's state directory are worth keeping. */
final class StateDirectory {
  private static final Pattern SEGMENT = Pattern.compile("journal-\\d+\\.ndjson");
  private static final Pattern SNAPSHOT = Pattern.compile("snapshot\\.\\d+_\\d+");

  /** log/GROUP/sm/snapshot.TERM_INDEX. */
  private static final int SNAPSHOT_DEPTH = 3;

  private StateDirectory() {}

  static void gateway(String name, Path state, List<Item> items, List<String> reasons) {
    try {
      for (Path ledger : Sharding.files(state)) {
        items.add(new Item.Ledger("gateway/" + name + "/" + state.relativize(ledger), ledger));
      }
    } catch (LedgerFault e) {
      reasons.add("gateway " + name + ": " + e.getMessage());
      return;
    }
    Path key = state.resolve("signing.pem");
    if (Files.isRegularFile(key)) {
      items.add(new Item.PublicKey("gateway/" + name + "/keys.json", key));
    }
    Path keys = state.resolve("public-keys.json");
    if (Files.isRegularFile(keys)) {
      items.add(new Item.Plain("gateway/" + name + "/public-keys.json", keys));
    }
  }

  static void daemon(String name, Path state, List<Item> items, List<String> reasons) {
    String to = "daemon/" + name + "/";
    int before = items.size();
    try {
      for (Path file : list(state.resolve("journal"), 1, SEGMENT)) {
        items.add(new Item.JournalSegment(to + "journal/" + file.getFileName(), file));
      }
      for (Path file : list(state.resolve("log"), SNAPSHOT_DEPTH, SNAPSHOT)) {
        Path sum = file.resolveSibling(file.getFileName() + ".md5");
        if (Files.exists(sum)) { // else it is being written, and the one before is still there
          items.add(new Item.Snapshot(to + "snapshot/" + file.getFileName(), file));
          items.add(new Item.Plain(to + "snapshot/" + sum.getFileName(), sum));
        }
      }
      for (String plan : List.of("plan", "plan.previous")) {
        if (Files.isRegularFile(state.resolve(plan))) {
          items.add(new Item.Plain(to + plan, state.resolve(plan)));
        }
      }
    } catch (IOException e) {
      reasons.add("daemon " + name + ": " + e);
    }
    if (items.size() == before) {
      reasons.add("daemon " + name + ": " + state + " has no journal, no snapshot and no plan");
    }
  }

  private static List<Path> list(Path folder, int depth, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    }
  }
}
