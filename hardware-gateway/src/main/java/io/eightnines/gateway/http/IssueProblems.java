package io.eightnines.gateway.http;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.problem.Problem;
import java.util.List;

/** The problems that only the issuing of draws has. */
final class IssueProblems {

  private IssueProblems() {}

  static Problem unknownPrevious(String previous) {
    FieldError error =
        new FieldError("previous", previous, "a draw of this chain, or null if it has none");
    return Problem.of(404, "unknown-previous", "The chain has no such draw", error.toString())
        .withErrors(List.of(error));
  }

  static Problem conflict(DrawId issued) {
    return Problem.of(
            409,
            "already-issued",
            "Another draw was issued at this place",
            "the same previous was asked for with another spec or tag")
        .withIssued(issued);
  }

  static Problem entropyExhausted() {
    return Problem.of(
        503, "entropy-exhausted", "Random bits have run out", "nothing was issued; ask again");
  }

  static Problem diskFull() {
    return Problem.of(
        503,
        "ledger-full",
        "The ledger's disk is full",
        "nothing was issued here; other gateways may have room");
  }

  static Problem busy() {
    return Problem.of(
        503, "busy", "Too many requests are waiting", "nothing was issued; ask again");
  }

  static Problem unavailable() {
    return Problem.of(
        503,
        "ledger-unavailable",
        "The ledger cannot write",
        "ask again: what was issued is issued once only");
  }

  static Problem unknowable() {
    return Problem.of(
        503,
        "ledger-unavailable",
        "The ledger cannot be looked through",
        "it is not here, and nobody knows now whether it is elsewhere; ask again");
  }
}
