package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do about a request: the rule that makes a retry safe and a re-roll impossible. A
 * place in a chain is given once; who asks for it again gets what was issued there.
 */
final class Issuance {

  private Issuance() {}

  /**
   * What the ledger holds at the place that a request names.
   *
   * @param successor the draw that follows {@code previous}, or the chain's first if that is null
   * @param head the chain's last draw; null if there is no such chain
   */
  record Found(@Nullable Kept successor, @Nullable Head head) {}

  /** A draw and its bytes in the ledger. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Kept(Draw draw, byte[] canonical) {}

  /** A chain's last draw and its position, counted from 1. */
  record Head(DrawId id, long position) {}

  /** What is to be done. */
  sealed interface Decision {}

  /** The place is free: draw, and keep the draw at this position. */
  record Issue(long position) implements Decision {}

  /** The very same was asked before: the same draw again. */
  record Reissue(Kept kept) implements Decision {}

  /** Something else was issued at this place. */
  record Refuse(DrawId issued) implements Decision {}

  /** The chain has no such draw. */
  record UnknownPrevious() implements Decision {}

  static Decision decide(DrawRequest request, Found found) {
    Kept successor = found.successor();
    if (successor != null) {
      return successor.draw().request().asksForSameAs(request)
          ? new Reissue(successor)
          : new Refuse(successor.draw().id());
    }
    OptionalLong free = free(request.previous(), found.head());
    return free.isPresent() ? new Issue(free.getAsLong()) : new UnknownPrevious();
  }

  /** The position after {@code previous} if nothing follows it; empty if there is no such draw. */
  static OptionalLong free(@Nullable DrawId previous, @Nullable Head head) {
    if (head == null) {
      return previous == null ? OptionalLong.of(1) : OptionalLong.empty();
    }
    return head.id().equals(previous) ? OptionalLong.of(head.position() + 1) : OptionalLong.empty();
  }
}
