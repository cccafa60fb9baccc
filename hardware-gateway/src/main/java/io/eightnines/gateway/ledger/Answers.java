package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawRequest;

/** What a request is answered, by what the group decided about its draw or had decided before. */
final class Answers {
  private Answers() {}

  static IssueOutcome of(DrawRequest request, Candidate candidate, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Issued _ -> new IssueOutcome.Issued(candidate.id(), candidate.canonical());
      case Verdict.Taken taken -> standing(request, taken.canonical());
      case Verdict.UnknownPrevious _ -> new IssueOutcome.UnknownPrevious();
    };
  }

  /** The answer to a request whose place is taken. */
  static IssueOutcome standing(DrawRequest request, byte[] canonical) {
    if (!(DrawReader.read(canonical) instanceof DrawReader.Read read)) {
      throw new LedgerFault("the draw after %s cannot be read".formatted(request.previous()));
    }
    Issuance.Kept kept = new Issuance.Kept(read.draw(), canonical);
    return switch (Issuance.decide(request, new Issuance.Found(kept, null))) {
      case Issuance.Reissue _ -> new IssueOutcome.Reissued(read.draw().id(), canonical);
      case Issuance.Refuse refuse -> new IssueOutcome.Conflict(refuse.issued());
      case Issuance.Issue _, Issuance.UnknownPrevious _ ->
          throw new IllegalStateException("a taken place is neither free nor unknown");
    };
  }
}
