package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.gateway.time.Ticker;
import io.eightnines.time.Complaints;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes draws for the requests that need one, and answers or puts off the others. */
final class Drafting {
  private static final Logger LOG = LoggerFactory.getLogger(Drafting.class);

  private final Ledger ledger;
  private final DrawMaker maker;
  private final Places<Submission> places;
  private final Ticker ticker;
  private final Complaints unwritten;

  Drafting(Ledger ledger, DrawMaker maker, Places<Submission> places, Ticker ticker) {
    this.ledger = ledger;
    this.maker = maker;
    this.places = places;
    this.ticker = ticker;
    this.unwritten = new Complaints(LOG, Level.ERROR, ticker::nanos);
  }

  /**
   * A draw for a place that seems free; empty if the request is answered, or waits.
   *
   * @param hasRoom whether the disk has room for it
   */
  Optional<Offer> offer(Submission submission, boolean hasRoom) throws InterruptedException {
    CompletableFuture<IssueOutcome> answer = submission.answer();
    if (ticker.nanos() - submission.deadlineNanos() >= 0) {
      answer.complete(new IssueOutcome.DeadlinePassed());
      return Optional.empty();
    }
    DrawRequest request = submission.request();
    Candidate.Place place = submission.place();
    if (waits(submission, place)) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> standing = ledger.at(place);
      if (standing.isPresent()) {
        answer.complete(Answers.standing(request, standing.get()));
        return Optional.empty();
      }
      if (!hasRoom) {
        answer.complete(new IssueOutcome.DiskFull());
        return Optional.empty();
      }
      Optional<Draw> draw = maker.make(submission.customer(), request);
      if (draw.isEmpty()) {
        answer.complete(new IssueOutcome.EntropyExhausted());
        return Optional.empty();
      }
      places.take(place);
      return Optional.of(new Offer(submission, Candidate.of(draw.get())));
    } catch (RuntimeException e) {
      unwritten.about("A request could not be written: {}", e);
      submission.refuse();
      return Optional.empty();
    }
  }

  private boolean waits(Submission submission, Candidate.Place place) {
    return switch (places.enter(place, submission)) {
      case FREE -> false;
      case WAITS -> true;
      case FULL -> {
        submission.answer().complete(new IssueOutcome.QueueFull());
        yield true;
      }
    };
  }
}
