package io.eightnines.failover.decide;

import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.vote.Ballot;

/** One entry of the log. Any of them may come twice: the second does nothing new. */
public sealed interface Command {
  /** An observer's whole opinion. */
  record Cast(Ballot ballot) implements Command {}

  /**
   * What is decided about and by which rules; taken if its revision is newer than the one in force.
   *
   * @param inService the plan that the proposer serves: the first charter of a new log goes on from
   *     it, so that a lost log brings nobody back who was out, and no generation comes twice
   */
  record Configure(Charter charter, Plan inService) implements Command {}

  /**
   * An operator's order.
   *
   * @param forMillis how long it holds
   */
  record Give(String id, Intent intent, Operator author, String reason, long forMillis)
      implements Command {
    public Give {
      Order.checkId(id);
      Order.checkReason(reason);
    }
  }

  /** A second operator's agreement. */
  record Approve(String id, Operator by) implements Command {}

  /** An early end of an order. */
  record Cancel(String id, Operator by, String reason) implements Command {
    public Cancel {
      Order.checkReason(reason);
    }
  }
}
