package io.eightnines.client;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.problem.Problem;

/** What became of a request for a draw. */
public sealed interface DrawReply {

  /**
   * The draw at this place of the chain; keep the bytes, they are the evidence.
   *
   * @param draw what the bytes say, not yet verified
   */
  record Drawn(Draw draw, Evidence evidence) implements DrawReply {}

  /** Another draw was issued at this place of the chain. */
  record Conflict(DrawId issued) implements DrawReply {}

  /** The request is at fault; repeating it is of no use. */
  record Refused(Problem problem) implements DrawReply {}

  /** Nobody could say within the deadline; the same request may be repeated for ever. */
  record Unavailable(String reason) implements DrawReply {}
}
