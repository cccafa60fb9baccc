package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import java.util.Optional;

/** Makes the draw for a place that is free. */
@FunctionalInterface
public interface DrawMaker {

  /** A new draw, or empty if there are too few random bits. */
  Optional<Draw> make(CustomerId customer, DrawRequest request);
}
