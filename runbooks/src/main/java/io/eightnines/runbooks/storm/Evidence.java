package io.eightnines.runbooks.storm;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that anybody was ever acknowledged, late and repeated answers too. */
final class Evidence {
  private static final int KEPT = 10;

  /** The first bytes of a hash of each draw; all of them would not fit into memory. */
  private final Map<String, Long> draws = new ConcurrentHashMap<>();

  private final Map<String, String> places = new ConcurrentHashMap<>();
  private final AtomicInteger contradictions = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

  /** Takes in what a gateway answered with 200 or 201. */
  DrawId add(byte[] bytes) {
    if (!(DrawReader.read(bytes) instanceof DrawReader.Read(Draw draw))) {
      throw new IllegalStateException("a gateway answered what is no draw");
    }
    String id = draw.id().value();
    Long other = draws.putIfAbsent(id, digest(bytes));
    if (other != null && other != digest(bytes)) {
      contradiction(id + " was given with two contents");
    }
    String place =
        draw.request().chain().value() + " after " + Objects.toString(draw.request().previous());
    String standing = places.putIfAbsent(place, id);
    if (standing != null && !standing.equals(id)) {
      contradiction(place + " came " + standing + " and " + id);
    }
    return draw.id();
  }

  /** Something that must never be answered. */
  void contradiction(String what) {
    if (contradictions.incrementAndGet() <= KEPT) {
      told.add(what);
    }
  }

  /** How many different draws were acknowledged. */
  int size() {
    return draws.size();
  }

  int contradictions() {
    return contradictions.get();
  }

  String told() {
    return String.join("; ", told);
  }

  /** How many of the acknowledged draws a ledger has, byte for byte. */
  long keptIn(Map<String, String> ledger) {
    return draws.entrySet().stream()
        .filter(draw -> {
          String text = ledger.get(draw.getKey());
          return text != null && digest(text.getBytes(StandardCharsets.UTF_8)) == draw.getValue();
        })
        .count();
  }

  private static long digest(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
