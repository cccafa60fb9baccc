package io.eightnines.runbooks.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Brings a verified backup into a folder that is empty or not there yet. */
public final class Restoring {
  private static final Pattern SNAPSHOT =
      Pattern.compile("daemon/([^/]+)/snapshot/snapshot\\.(\\d+)_(\\d+)");

  private record Found(String path, long index) {}

  private Restoring() {}

  /**
   * Restores. The target's content appears at once, or not at all.
   *
   * @param verification of this backup
   * @throws BackupException if the backup is not sound or the target holds anything
   */
  public static void restore(Path backup, Verification verification, Path target)
      throws IOException {
    refuse(verification, target);
    // Only the root has no parent, and it is never empty.
    Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent());
    Durable.folder(parent);
    Path fresh = Files.createTempDirectory(parent, ".unfinished-");
    try {
      for (Manifest.Entry entry : verification.manifest().files()) {
        Path to = fresh.resolve(entry.path());
        Durable.folder(to.getParent());
        Files.copy(backup.resolve(entry.path()), to);
        if (!Digests.sha256(to).equals(entry.sha256())) {
          throw new BackupException(entry.path() + " changed while it was restored");
        }
      }
      Durable.force(fresh);
      // An empty folder is replaced by a rename; one that is no longer empty refuses.
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(parent);
    } finally {
      Durable.remove(fresh);
    }
  }

  /** Says why a restore would be refused, by throwing. */
  public static void refuse(Verification verification, Path target) throws IOException {
    List<String> reasons = new ArrayList<>(verification.problems());
    if (Files.isDirectory(target)) {
      try (Stream<Path> content = Files.list(target)) {
        if (content.findAny().isPresent()) {
          reasons.add(target + " is not empty, expected an empty folder or none: move it aside");
        }
      }
    } else if (Files.exists(target)) {
      reasons.add(target + " is no folder");
    }
    if (!reasons.isEmpty()) {
      throw new BackupException("nothing was restored", reasons);
    }
  }

  /** The newest snapshot of all daemons: every daemon of a group must go on from the same one. */
  public static Optional<String> newestSnapshot(Manifest manifest) {
    return manifest.files().stream()
        .map(Manifest.Entry::path)
        .map(SNAPSHOT::matcher)
        .filter(Matcher::matches)
        .map(match -> new Found(match.group(), Long.parseLong(match.group(3))))
        .max(Comparator.comparingLong(Found::index))
        .map(Found::path);
  }
}
