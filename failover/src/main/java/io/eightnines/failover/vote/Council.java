package io.eightnines.failover.vote;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.vote.Finding.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts ballots. An endpoint is down when a majority of the observers that are fresh, do not
 * abstain and know it say so; a sole voter of several observers is believed only with proof. It is
 * up again when a majority says so. Anything else leaves it as it was.
 */
public final class Council {
  private final VotePolicy policy;
  private final long nowMillis;
  private final List<Ballot> electorate;

  private Council(VotePolicy policy, long nowMillis, List<Ballot> electorate) {
    this.policy = policy;
    this.nowMillis = nowMillis;
    this.electorate = electorate;
  }

  /**
   * Findings for every endpoint, in the order of {@code endpoints}.
   *
   * @param ballots the latest of each observer; those of unknown observers do not count
   * @param before the last findings
   */
  public static Map<EndpointId, Finding> count(
      VotePolicy policy,
      List<EndpointId> endpoints,
      Map<ObserverId, CastBallot> ballots,
      Map<EndpointId, Finding> before,
      long nowMillis) {
    Council council = new Council(policy, nowMillis, electorate(policy, ballots, nowMillis));
    Map<EndpointId, Finding> findings = new LinkedHashMap<>();
    for (EndpointId id : endpoints) {
      Finding last = before.getOrDefault(id, Finding.unknown(nowMillis));
      findings.put(id, council.find(id, last));
    }
    return Collections.unmodifiableMap(findings);
  }

  /** Whether {@code cast} still counts at {@code nowMillis}. */
  public static boolean isFresh(VotePolicy policy, CastBallot cast, long nowMillis) {
    return nowMillis - cast.castMillis() <= policy.ballotLifeMillis();
  }

  private static List<Ballot> electorate(
      VotePolicy policy, Map<ObserverId, CastBallot> ballots, long nowMillis) {
    return policy.observers().stream()
        .map(ballots::get)
        .filter(cast -> cast != null && isFresh(policy, cast, nowMillis))
        .map(CastBallot::ballot)
        .filter(ballot -> ballot.abstains().isEmpty())
        .toList();
  }

  private Finding find(EndpointId id, Finding last) {
    Tally tally = Tally.of(id, electorate);
    long silentSince = silentSince(id, tally, last);
    Standing standing = standing(tally).orElse(last.standing());
    Evidence evidence =
        standing == Standing.DOWN ? evidence(tally, last, silentSince) : Evidence.NONE;
    long since = standing == last.standing() ? last.sinceMillis() : nowMillis;
    return new Finding(standing, evidence, since, silentSince, tally.words);
  }

  private Optional<Standing> standing(Tally tally) {
    boolean soleVoter = tally.known == 1 && policy.observers().size() > 1;
    if (tally.isMajority(tally.down)) {
      return soleVoter && tally.proofs == 0 ? Optional.empty() : Optional.of(Standing.DOWN);
    }
    if (soleVoter && tally.shaky > 0) {
      return Optional.empty();
    }
    if (tally.isMajority(tally.draining + tally.down) && tally.draining > 0) {
      return Optional.of(Standing.DRAINING);
    }
    if (tally.isMajority(tally.shaky + tally.down) && tally.shaky > 0) {
      return Optional.of(Standing.SHAKY);
    }
    return tally.isMajority(tally.up + tally.shaky) ? Optional.of(Standing.UP) : Optional.empty();
  }

  /**
   * Proof lasts as long as the standing does: an endpoint that was refused and is now silent is
   * still down.
   */
  private Evidence evidence(Tally tally, Finding last, long silentSince) {
    boolean proven = last.standing() == Standing.DOWN && last.evidence() == Evidence.PROOF;
    if (proven || tally.isMajority(tally.proofs) || (tally.known == 1 && tally.proofs == 1)) {
      return Evidence.PROOF;
    }
    boolean confirmed = silentSince >= 0 && nowMillis - silentSince >= policy.confirmMillis();
    boolean was = last.standing() == Standing.DOWN && last.evidence() == Evidence.CONFIRMED;
    return confirmed || was ? Evidence.CONFIRMED : Evidence.SUSPICION;
  }

  /** An observer that hears one endpoint well is not cut off from all of them. */
  private static boolean hearsAnother(Ballot ballot, EndpointId id) {
    return ballot.opinions().entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(id) && e.getValue().standing() == Standing.UP);
  }

  /**
   * Begins again when an observer loses the others too: silence heard while cut off says nothing of
   * this endpoint, however long it was, once the first of them is heard again.
   */
  private long silentSince(EndpointId id, Tally tally, Finding last) {
    boolean unanimous = electorate.size() > 1 && tally.down == electorate.size();
    if (!unanimous || !electorate.stream().allMatch(ballot -> hearsAnother(ballot, id))) {
      return -1;
    }
    return last.silentSinceMillis() >= 0 ? last.silentSinceMillis() : nowMillis;
  }

  /** One endpoint's votes; an observer that does not know it yet has none. */
  private static final class Tally {
    private final List<String> words = new ArrayList<>();
    private int known;
    private int up;
    private int shaky;
    private int down;
    private int draining;
    private int proofs;

    static Tally of(EndpointId id, List<Ballot> electorate) {
      Tally tally = new Tally();
      for (Ballot ballot : electorate) {
        Opinion opinion = ballot.opinions().get(id);
        if (opinion != null) {
          tally.add(ballot.observer(), opinion);
        }
      }
      return tally;
    }

    private void add(ObserverId observer, Opinion opinion) {
      words.add(observer + " says " + opinion.standing() + ": " + opinion.why());
      proofs += opinion.proof() ? 1 : 0;
      switch (opinion.standing()) {
        case UNKNOWN -> known--;
        case UP -> up++;
        case SHAKY -> shaky++;
        case DOWN -> down++;
        case DRAINING -> draining++;
      }
      known++;
    }

    boolean isMajority(int votes) {
      return votes * 2 > known;
    }
  }
}
