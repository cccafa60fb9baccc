package io.eightnines.client.draw;

import org.jspecify.annotations.Nullable;

/**
 * A customer's wish for the next draw of a chain.
 *
 * @param previous the chain's last draw; null asks for the chain's first
 */
public record DrawRequest(ChainName chain, @Nullable DrawId previous, Tag tag, Spec spec) {

  /** Whether both ask for the same draw, so that one answer serves both. */
  public boolean asksForSameAs(DrawRequest other) {
    return equals(other);
  }
}
