package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawWriter;
import java.util.Arrays;

/**
 * Whether bytes are the draw that an id names. An id is a hash over the content, so every changed
 * bit shows; a changed signature shows by the bytes not being canonical, or in a full verification.
 */
final class Soundness {

  private Soundness() {}

  static boolean is(DrawId id, byte[] canonical) {
    if (!(DrawReader.read(canonical) instanceof DrawReader.Read read)) {
      return false;
    }
    Draw draw = read.draw();
    byte[] content = DrawWriter.content(draw.customer(), draw.request(), draw.outcome());
    return draw.id().equals(id)
        && DrawId.ofContent(content).equals(id)
        && Arrays.equals(DrawWriter.bytes(draw), canonical);
  }

  /** Whether a row's columns say what its draw says. */
  static boolean is(Candidate row) {
    return is(row.id(), row.canonical())
        && DrawReader.read(row.canonical()) instanceof DrawReader.Read read
        && Candidate.of(read.draw()).place().equals(row.place());
  }
}
