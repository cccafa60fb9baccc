package io.eightnines.gateway.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through a ledger's file with nothing but SQL, JSON, a hash and a signature: none of the
 * code that wrote it has a part in the judgement.
 */
public final class LedgerAudit {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every draw of a ledger by its id, and what is wrong with the ledger, in words. */
  public record Findings(Map<String, String> draws, List<String> faults) {
    public Findings {
      draws = Map.copyOf(draws);
      faults = List.copyOf(faults);
    }
  }

  private final Collection<PublicKey> keys;
  private final Map<String, String> draws = new HashMap<>();
  private final Map<String, String> chains = new HashMap<>();
  private final Set<String> places = new HashSet<>();
  private final Map<String, Path> homes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private LedgerAudit(Collection<PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a whole ledger, each of its files as it is at one instant.
   *
   * @param files of its shards; no chain may be in two of them
   * @param keys one of which must have signed each draw
   * @throws IOException if one cannot be read
   */
  public static Findings of(List<Path> files, Collection<PublicKey> keys) throws IOException {
    LedgerAudit audit = new LedgerAudit(keys);
    for (Path file : files) {
      audit.read(file);
    }
    return new Findings(audit.draws, audit.faults);
  }

  private void read(Path file) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, customer, chain, previous, canonical FROM draws ORDER BY rowid")) {
      while (rows.next()) {
        take(rows, file);
      }
    } catch (SQLException | GeneralSecurityException e) {
      throw new IOException(file + " cannot be audited: " + e.getMessage(), e);
    }
  }

  private void take(ResultSet row, Path file)
      throws SQLException, IOException, GeneralSecurityException {
    String id = row.getString(1);
    byte[] bytes = row.getBytes(5);
    ObjectNode draw = (ObjectNode) JSON.readTree(bytes);
    String previous = draw.get("previous").isNull() ? "" : draw.get("previous").asText();
    String customer = draw.get("customer").asText();
    String chain = draw.get("chain").asText();
    if (!customer.equals(row.getString(2))
        || !chain.equals(row.getString(3))
        || !previous.equals(row.getString(4))) {
      faults.add(id + " is not filed under its own place");
    }
    String whole = customer + "/" + chain;
    if (!file.equals(homes.computeIfAbsent(whole, _ -> file))) {
      faults.add(whole + " is in two files");
    }
    if (!places.add(whole + " after " + previous)) {
      faults.add(whole + " has two draws after '" + previous + "'");
    }
    if (!previous.isEmpty() && !whole.equals(chains.get(previous))) {
      faults.add(id + " follows a draw that its chain did not have before it");
    }
    chains.put(id, whole);
    if (draws.put(id, new String(bytes, StandardCharsets.UTF_8)) != null) {
      faults.add(id + " is there twice");
    }
    judge(id, draw);
  }

  private void judge(String id, ObjectNode draw) throws IOException, GeneralSecurityException {
    byte[] signature =
        Base64.getUrlDecoder().decode(draw.remove("signature").get("value").asText());
    if (!isSigned(JSON.writeValueAsBytes(draw), signature)) {
      faults.add(id + " is not signed");
    }
    String claimed = draw.remove("id").asText();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(draw));
    String actual = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    if (!claimed.equals(actual) || !id.equals(actual)) {
      faults.add(id + " is not the hash of its content");
    }
  }

  private boolean isSigned(byte[] content, byte[] signature) throws GeneralSecurityException {
    for (PublicKey key : keys) {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(content);
      if (verifier.verify(signature)) {
        return true;
      }
    }
    return false;
  }
}
