package io.eightnines.runbooks.backup;

import io.eightnines.gateway.ledger.LedgerFault;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.topology.InvalidTopologyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Copies what {@link Sources} name into a new folder below a target folder. */
public final class Backup {
  /** Sorts by time, and is a name that every file system and object store takes. */
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** A running daemon deletes its oldest segment or snapshot now and then: look again. */
  private static final int ATTEMPTS = 3;

  private final Sources sources;
  private final Path target;

  public Backup(Sources sources, Path target) {
    this.sources = sources;
    this.target = target;
  }

  /** What has been backed up, and where it stands now. */
  public record Made(Path folder, Manifest manifest) {}

  /** What would be copied: places in the backup, each with the file it would come from. */
  public List<String> preview() throws BackupException {
    return sources.items().stream().map(item -> item.path() + "  <-  " + item.from()).toList();
  }

  /**
   * Makes the backup. Its folder appears when it is whole and on disk; files and folders are for
   * their owner alone, since states of Terraform may hold secrets.
   *
   * @throws BackupException if a source is missing or not sound; then no folder appears
   */
  public Made make(Instant now) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(now);
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Made once(Instant now) throws IOException {
    List<Item> items = sources.items();
    Path whole = target.resolve(NAME.format(now));
    if (Files.exists(whole)) {
      throw new BackupException(whole + " is there already, expected a new folder");
    }
    Durable.folder(target);
    Path fresh = Files.createTempDirectory(target, ".unfinished-");
    try {
      List<Manifest.Entry> entries = new ArrayList<>();
      for (Item item : items) {
        entries.add(copy(item, fresh));
      }
      Manifest manifest = new Manifest(Manifest.FORMAT, now.toString(), entries);
      manifest.write(fresh);
      Durable.force(fresh);
      Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(target);
      return new Made(whole, manifest);
    } catch (LedgerFault | KeyFile.KeyFault | InvalidTopologyException e) {
      throw new BackupException("nothing was backed up", List.of(String.valueOf(e.getMessage())));
    } finally {
      Durable.remove(fresh);
    }
  }

  private static Manifest.Entry copy(Item item, Path fresh) throws IOException {
    Path to = fresh.resolve(item.path());
    Durable.folder(to.getParent());
    String note = item.copy(to);
    return new Manifest.Entry(item.path(), Files.size(to), Digests.sha256(to), note);
  }
}
