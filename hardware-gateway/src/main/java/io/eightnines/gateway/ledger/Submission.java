package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawRequest;
import java.util.concurrent.CompletableFuture;

/** A request that somebody waits for. */
record Submission(
    CustomerId customer,
    DrawRequest request,
    long deadlineNanos,
    CompletableFuture<IssueOutcome> answer) {

  Candidate.Place place() {
    return new Candidate.Place(customer, request.chain(), request.previous());
  }

  void refuse() {
    answer.complete(new IssueOutcome.Unavailable());
  }
}
