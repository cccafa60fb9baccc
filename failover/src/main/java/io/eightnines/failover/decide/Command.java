package io.eightnines.failover.decide;

import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.vote.Ballot;
import java.util.List;

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

  /**
   * Who is about to change the group that keeps the log, and why. It decides nothing and is there
   * for the journal; the change itself is an entry of the log's own.
   *
   * @param before the members as {@code NAME ADDRESS:PORT}, 1 to 5
   * @param after the members that are wanted, likewise
   */
  record Regroup(Operator author, String reason, List<String> before, List<String> after)
      implements Command {
    private static final int MAX_MEMBERS = 5;
    private static final int MAX_LENGTH = 150;

    public Regroup {
      Order.checkReason(reason);
      before = checked("before", before);
      after = checked("after", after);
    }

    private static List<String> checked(String field, List<String> members) {
      if (members.isEmpty() || members.size() > MAX_MEMBERS) {
        throw new IllegalArgumentException(
            "%s has %d members, expected 1 to %d".formatted(field, members.size(), MAX_MEMBERS));
      }
      for (String member : members) {
        if (member.isBlank() || member.length() > MAX_LENGTH) {
          throw new IllegalArgumentException(
              "%s has a member of %d characters, expected 1 to %d"
                  .formatted(field, member.length(), MAX_LENGTH));
        }
      }
      return List.copyOf(members);
    }
  }
}
