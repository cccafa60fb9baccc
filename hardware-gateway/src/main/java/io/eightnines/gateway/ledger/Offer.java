package io.eightnines.gateway.ledger;

/** A draw that was made for a request. */
record Offer(Submission submission, Candidate candidate) {

  void settle(Verdict verdict) {
    submission.answer().complete(Answers.of(submission.request(), candidate, verdict));
  }
}
