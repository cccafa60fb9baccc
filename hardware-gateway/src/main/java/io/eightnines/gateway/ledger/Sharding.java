package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a ledger is divided. Chains never meet, so each shard is a ledger of its own, kept by a group
 * of its own, and shards share nothing but the disk and the pool. The shard of a chain follows from
 * its name alone, and so does not change while the number of shards does not; that number is part
 * of the path on disk and of the groups' names, so that gateways which disagree never meet.
 *
 * @param shards 1 to {@value #MAX}
 */
public record Sharding(int shards) {
  /** Each is a group with its own threads and its own port. */
  public static final int MAX = 16;

  /** A ledger in one piece. */
  public static final Sharding WHOLE = new Sharding(1);

  private static final String FOLDER = "-shards";

  public Sharding {
    if (shards < 1 || shards > MAX) {
      throw new IllegalArgumentException("shards must be 1 to %d, are %d".formatted(MAX, shards));
    }
  }

  /** The shard of a chain: the first 8 bytes of the SHA-256 of its full name, modulo the shards. */
  public int of(CustomerId customer, ChainName chain) {
    if (shards == 1) {
      return 0;
    }
    byte[] name = (customer.value() + "/" + chain.value()).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
      return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), shards);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The folders of the shards, in their order: of one, the state directory itself. */
  public List<Path> folders(Path stateDirectory) {
    if (shards == 1) {
      return List.of(stateDirectory);
    }
    Path all = top(stateDirectory);
    return IntStream.range(0, shards).mapToObj(i -> all.resolve(Integer.toString(i))).toList();
  }

  /** The ledger's files, in the order of the shards. */
  List<Path> ledgers(Path stateDirectory) {
    return folders(stateDirectory).stream().map(folder -> folder.resolve(Ledger.FILE)).toList();
  }

  /** What holds all of a ledger and nothing else: a file, or the folder of the shards. */
  Path top(Path stateDirectory) {
    return stateDirectory.resolve(shards == 1 ? Ledger.FILE : shards + FOLDER);
  }

  /** What a shard is called among the others; of one, nothing. */
  public String part(int shard) {
    return shards == 1 ? "" : " shard " + shard + " of " + shards;
  }

  /**
   * Refuses a state directory whose ledger is divided otherwise.
   *
   * @throws LedgerFault naming both
   */
  public void requireOwn(Path stateDirectory) {
    for (Sharding there : in(stateDirectory)) {
      if (!there.equals(this)) {
        throw new LedgerFault(
            "ledger %s: has %d shards, shards must be that, are %d; export and import it to change"
                    .formatted(stateDirectory, there.shards, shards)
                + " them");
      }
    }
  }

  /**
   * How the ledger of a state directory is divided.
   *
   * @throws LedgerFault if there is none, or more than one
   */
  public static Sharding of(Path stateDirectory) {
    List<Sharding> found = in(stateDirectory);
    if (found.size() != 1) {
      throw new LedgerFault(
          stateDirectory + (found.isEmpty() ? " has no ledger" : " has more than one ledger"));
    }
    return found.getFirst();
  }

  /**
   * The files of the ledger in a state directory, in the order of its shards.
   *
   * @throws LedgerFault if there is none, or more than one
   */
  public static List<Path> files(Path stateDirectory) {
    return of(stateDirectory).ledgers(stateDirectory);
  }

  /**
   * Refuses a state directory that has a ledger or a log already.
   *
   * @throws LedgerFault naming it
   */
  static void requireNone(Path stateDirectory) {
    if (!in(stateDirectory).isEmpty()) {
      throw new LedgerFault("%s: there is a ledger or a log already".formatted(stateDirectory));
    }
  }

  private static List<Sharding> in(Path stateDirectory) {
    List<Sharding> found = new ArrayList<>();
    if (Files.exists(stateDirectory.resolve(Ledger.FILE))
        || Files.exists(stateDirectory.resolve(Ledger.LOG_FOLDER))) {
      found.add(WHOLE);
    }
    if (Files.isDirectory(stateDirectory)) {
      try (Stream<Path> all = Files.list(stateDirectory)) {
        all.map(path -> path.getFileName().toString())
            .filter(name -> name.matches("[1-9][0-9]?" + FOLDER))
            .map(name -> Integer.parseInt(name.substring(0, name.indexOf('-'))))
            .filter(shards -> shards > 1 && shards <= MAX)
            .sorted()
            .map(Sharding::new)
            .forEach(found::add);
      } catch (IOException e) {
        throw new LedgerFault("%s: cannot be read: %s".formatted(stateDirectory, e), e);
      }
    }
    return found;
  }
}
