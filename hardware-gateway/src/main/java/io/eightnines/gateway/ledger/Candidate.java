package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawWriter;
import org.jspecify.annotations.Nullable;

/**
 * A draw that is made and signed but not issued: it is, if its place is still free when the group
 * comes to it. All that the group must know to decide stands beside the draw, so that members of
 * different versions decide alike.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidate(Place place, DrawId id, byte[] canonical) {

  /** A place in a chain: after {@code previous}, or its beginning. */
  record Place(CustomerId customer, ChainName chain, @Nullable DrawId previous) {}

  static Candidate of(Draw draw) {
    return new Candidate(
        new Place(draw.customer(), draw.request().chain(), draw.request().previous()),
        draw.id(),
        DrawWriter.bytes(draw));
  }
}
