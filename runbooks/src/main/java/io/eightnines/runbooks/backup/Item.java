package io.eightnines.runbooks.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.ledger.LedgerCopy;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One file of a backup: where it comes from, and how a sound copy of it is made. */
sealed interface Item {
  /** Its place in the backup, with slashes. */
  String path();

  /** The file it comes from. */
  Path from();

  /**
   * Makes the copy.
   *
   * @return what is worth knowing about it, or an empty text
   * @throws IOException if the source is not sound
   */
  String copy(Path to) throws IOException;

  /** A ledger, while it is written to. */
  record Ledger(String path, Path from) implements Item {
    @Override
    public String copy(Path to) {
      return LedgerCopy.make(from, to) + " draws";
    }
  }

  /** The public half of a signing key. */
  record PublicKey(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      var key = KeyFile.read(from).published();
      Files.write(to, new PublishedKeys(List.of(key)).toJson());
      return "key " + key.keyId();
    }
  }

  /** A segment of a journal, while lines are appended; half of a line is left out. */
  record JournalSegment(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      byte[] bytes = Files.readAllBytes(from);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      Files.write(to, Arrays.copyOf(bytes, end));
      return "";
    }
  }

  /** A snapshot of the log; its sum of bits stands in a file beside it. */
  record Snapshot(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      Files.copy(from, to);
      Path sum = from.resolveSibling(from.getFileName() + ".md5");
      String claimed = Files.readString(sum, StandardCharsets.US_ASCII);
      String found = Digests.md5(to);
      if (!claimed.startsWith(found)) {
        throw new BackupException(from + " does not match its MD5 file, expected " + found);
      }
      return "";
    }
  }

  /** A topology; only a valid one is kept. */
  record Topology(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      Files.copy(from, to);
      return TopologyFile.read(to).regions().size() + " regions";
    }
  }

  /** A state of Terraform. It may hold secrets. */
  record TerraformState(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      Files.copy(from, to);
      JsonNode state = new ObjectMapper().readTree(to.toFile());
      if (!state.path("serial").isIntegralNumber()) {
        throw new BackupException(from + " has no serial, expected a state of Terraform");
      }
      return "serial " + state.path("serial").asText();
    }
  }

  /** A file that is never changed, only replaced. */
  record Plain(String path, Path from) implements Item {
    @Override
    public String copy(Path to) throws IOException {
      Files.copy(from, to);
      return "";
    }
  }
}
