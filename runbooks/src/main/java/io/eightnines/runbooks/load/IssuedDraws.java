package io.eightnines.runbooks.load;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.verify.DrawVerifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Every draw that a client was given, with its bytes: the evidence against which the fleet is
 * judged, kept apart from the fleet's own records.
 */
public final class IssuedDraws {
  private record Place(String chain, String previous) {}

  private final Map<DrawId, byte[]> bytes = new LinkedHashMap<>();
  private final Map<Place, DrawId> successors = new LinkedHashMap<>();
  private long forks;

  synchronized void add(Draw draw, byte[] evidence) {
    Place place =
        new Place(draw.request().chain().value(), Objects.toString(draw.request().previous(), ""));
    DrawId other = successors.putIfAbsent(place, draw.id());
    if (other != null && !other.equals(draw.id())) {
      forks++;
    }
    bytes.put(draw.id(), evidence);
  }

  /** How many different draws were received. */
  public synchronized int size() {
    return bytes.size();
  }

  /** How often a place in a chain was given a second, different draw. */
  public synchronized long forks() {
    return forks;
  }

  /** All draws by id. */
  public synchronized Map<DrawId, byte[]> all() {
    return new LinkedHashMap<>(bytes);
  }

  /** How many are not what a gateway with these keys issued. */
  public long forged(DrawVerifier verifier) {
    return all().values().parallelStream()
        .filter(draw -> !(verifier.verify(draw) instanceof DrawVerifier.Genuine))
        .count();
  }
}
