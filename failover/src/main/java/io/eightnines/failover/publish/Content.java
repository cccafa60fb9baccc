package io.eightnines.failover.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Everything that is published of one plan: never empty, so that no batch only deletes. */
public record Content(long generation, List<RecordSet> sets) {
  private static final int DIGEST_BYTES = 8;

  public Content {
    sets = List.copyOf(sets);
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("sets is empty, expected at least one");
    }
    if (generation < 1) {
      throw new IllegalArgumentException("generation is " + generation + ", expected 1 or more");
    }
  }

  public List<String> lines() {
    return sets.stream().map(RecordSet::text).sorted().toList();
  }

  public Mark mark() {
    return new Mark(generation, digest(lines()));
  }

  /** The first 64 bits of the SHA-256 of the sorted lines: against accidents, not against foes. */
  static String digest(Collection<String> lines) {
    try {
      byte[] text =
          String.join("\n", lines.stream().sorted().toList()).getBytes(StandardCharsets.UTF_8);
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
