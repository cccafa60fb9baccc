package io.eightnines.runbooks.backup;

import io.eightnines.gateway.ledger.LedgerCopy;
import io.eightnines.gateway.ledger.LedgerFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a backup is what its manifest says.
 *
 * @param manifest what should be there
 * @param problems what is not; empty for a backup that may be restored
 */
public record Verification(Manifest manifest, List<String> problems) {
  public Verification {
    problems = List.copyOf(problems);
  }

  /**
   * Reads every byte of a backup.
   *
   * @throws BackupException if it has no manifest that can be read
   */
  public static Verification of(Path backup) throws IOException {
    Manifest manifest = Manifest.read(backup);
    List<String> problems = new ArrayList<>();
    for (Manifest.Entry entry : manifest.files()) {
      check(backup, entry, problems);
    }
    Set<String> unknown = new TreeSet<>(present(backup));
    manifest.files().forEach(entry -> unknown.remove(entry.path()));
    unknown.forEach(path -> problems.add(path + " is not in the manifest"));
    return new Verification(manifest, problems);
  }

  private static void check(Path backup, Manifest.Entry entry, List<String> problems)
      throws IOException {
    Path file = backup.resolve(entry.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(entry.path() + " is missing");
    } else if (Files.size(file) != entry.bytes()) {
      problems.add(
          "%s has %d bytes, expected %d".formatted(entry.path(), Files.size(file), entry.bytes()));
    } else if (!Digests.sha256(file).equals(entry.sha256())) {
      problems.add(entry.path() + " has another SHA-256 than the manifest says");
    } else if (entry.path().endsWith("/ledger.sqlite")) {
      try {
        var _ = LedgerCopy.verify(file);
      } catch (LedgerFault e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private static Set<String> present(Path backup) throws IOException {
    try (Stream<Path> files = Files.walk(backup)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> backup.relativize(file).toString())
          .filter(path -> !path.equals(Manifest.FILE))
          .collect(Collectors.toSet());
    }
  }
}
