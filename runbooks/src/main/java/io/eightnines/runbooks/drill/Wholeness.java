package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.GatewayStatus;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Whether a fleet is whole: every daemon serves every region as configured, and daemons and
 * gateways each know a leader and have read their whole log.
 */
final class Wholeness {
  /** Each daemon renews its ballot once a second, and the daemons are asked one after another. */
  private static final long DAEMONS_UNDER_WAY = 10;

  /** Draws go on while one gateway is asked after another. */
  private static final long GATEWAYS_UNDER_WAY = 100;

  private Wholeness() {}

  /** What a fleet lacks, a line each; empty if it is whole. */
  static List<String> missing(Fleet fleet) {
    List<String> missing = new ArrayList<>();
    missing.addAll(daemons(asked(fleet.daemons(), fleet::status, missing)));
    missing.addAll(gateways(asked(fleet.gateways(), fleet::gatewayStatus, missing)));
    return missing;
  }

  private interface Question<S> {
    S ask(Member member) throws IOException;
  }

  private static <S> Map<String, S> asked(
      List<Member> members, Question<S> question, List<String> silent) {
    Map<String, S> answers = new LinkedHashMap<>();
    for (Member member : members) {
      try {
        answers.put(member.name(), question.ask(member));
      } catch (IOException e) {
        silent.add(member.name() + " gives no status: " + e);
      }
    }
    return answers;
  }

  /** What daemons lack that say this of themselves. */
  static List<String> daemons(Map<String, DaemonStatus> statuses) {
    List<String> missing = new ArrayList<>();
    statuses.forEach((daemon, status) -> {
      if (!status.isWhole()) {
        missing.add(
            "%s serves %s instead of %s"
                .formatted(daemon, status.effective(), status.configured()));
      }
    });
    missing.addAll(leaderless(statuses, DaemonStatus::leader));
    missing.addAll(behind(statuses, DaemonStatus::applied, DAEMONS_UNDER_WAY));
    return missing;
  }

  /** What gateways lack that say this of themselves. */
  static List<String> gateways(Map<String, GatewayStatus> statuses) {
    List<String> missing = new ArrayList<>(leaderless(statuses, GatewayStatus::leader));
    missing.addAll(behind(statuses, status -> status.ledger().applied(), GATEWAYS_UNDER_WAY));
    return missing;
  }

  private static <S> List<String> leaderless(Map<String, S> statuses, Function<S, String> leader) {
    return statuses.entrySet().stream()
        .filter(each -> leader.apply(each.getValue()).isEmpty())
        .map(each -> each.getKey() + " knows no leader")
        .toList();
  }

  private static <S> List<String> behind(
      Map<String, S> statuses, ToLongFunction<S> applied, long underWay) {
    long most = statuses.values().stream().mapToLong(applied).max().orElse(0);
    return statuses.entrySet().stream()
        .filter(each -> most - applied.applyAsLong(each.getValue()) > underWay)
        .map(each ->
            "%s is %d entries behind"
                .formatted(each.getKey(), most - applied.applyAsLong(each.getValue())))
        .toList();
  }
}
