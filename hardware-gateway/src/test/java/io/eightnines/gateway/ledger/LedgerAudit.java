package io.eightnines.gateway.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through a ledger's file with nothing but SQL, JSON, a hash and a signature: none of the
 * code that wrote it has a part in the judgement.
 */
final class LedgerAudit {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every draw of a ledger by its id, and what is wrong with the ledger, in words. */
  record Findings(Map<String, String> draws, List<String> faults) {}

  private LedgerAudit() {}

  /** Reads a whole ledger that nobody writes to now. */
  static Findings of(Path file, PublicKey key) throws Exception {
    Map<String, String> draws = new HashMap<>();
    List<String> faults = new ArrayList<>();
    Set<String> places = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, canonical FROM draws ORDER BY rowid")) {
      while (rows.next()) {
        String id = rows.getString(1);
        byte[] bytes = rows.getBytes(2);
        ObjectNode draw = (ObjectNode) JSON.readTree(bytes);
        draws.put(id, new String(bytes, StandardCharsets.UTF_8));
        faultOf(id, draw, key).forEach(faults::add);
        JsonNode previous = draw.get("previous");
        String chain = draw.get("customer").asText() + "/" + draw.get("chain").asText();
        if (!places.add(chain + " after " + previous)) {
          faults.add(chain + " has two draws after " + previous);
        }
        if (!previous.isNull() && !draws.containsKey(previous.asText())) {
          faults.add(id + " follows a draw that was not issued before it");
        }
      }
    }
    return new Findings(draws, faults);
  }

  private static List<String> faultOf(String id, ObjectNode draw, PublicKey key) throws Exception {
    List<String> faults = new ArrayList<>();
    String signature = draw.remove("signature").get("value").asText();
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(JSON.writeValueAsBytes(draw));
    if (!verifier.verify(Base64.getUrlDecoder().decode(signature))) {
      faults.add(id + " is not signed");
    }
    String claimed = draw.remove("id").asText();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(draw));
    String actual = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    if (!claimed.equals(actual) || !id.equals(actual)) {
      faults.add(id + " is not the hash of its content");
    }
    return faults;
  }
}
