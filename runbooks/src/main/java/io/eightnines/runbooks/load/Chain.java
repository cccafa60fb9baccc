package io.eightnines.runbooks.load;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import org.jspecify.annotations.Nullable;

/** One game table: a chain that goes on after each draw. Used by one request at a time. */
final class Chain {
  /** A lottery ticket: six of forty-nine. */
  private static final Spec TICKET = new Spec.Selection(6, 49);

  private final ChainName name;
  private @Nullable DrawId head;
  private int position;

  Chain(String name) {
    this.name = new ChainName(name);
  }

  /** The request for the next draw; the same one until {@link #drawn}. */
  DrawRequest next() {
    return new DrawRequest(name, head, new Tag("round " + position), TICKET);
  }

  void drawn(DrawId id) {
    head = id;
    position++;
  }
}
