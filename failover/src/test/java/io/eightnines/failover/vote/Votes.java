package io.eightnines.failover.vote;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Ballots for tests: observer n is {@code ns<n>}, and its opinions are of endpoints 1, 2, 3, … */
public final class Votes {
  public static final long LIFE = 1000;
  public static final long CONFIRM = 5000;

  public static final Opinion UNKNOWN = opinion(Standing.UNKNOWN);
  public static final Opinion UP = opinion(Standing.UP);
  public static final Opinion SHAKY = opinion(Standing.SHAKY);
  public static final Opinion SILENT = opinion(Standing.DOWN);
  public static final Opinion REFUSED = new Opinion(Standing.DOWN, true, "refused twice", 12);
  public static final Opinion DRAINING = opinion(Standing.DRAINING);

  private Votes() {}

  public static Opinion opinion(Standing standing) {
    return new Opinion(standing, false, "it looks " + standing, 60);
  }

  public static ObserverId observer(int n) {
    return new ObserverId("ns" + n);
  }

  /** Observers 1 to {@code observers} vote. */
  public static VotePolicy policy(int observers) {
    return new VotePolicy(
        IntStream.rangeClosed(1, observers).mapToObj(Votes::observer).toList(), LIFE, CONFIRM);
  }

  public static Ballot ballot(int observer, long sequence, Opinion... opinions) {
    return new Ballot(observer(observer), sequence, byEndpoint(opinions), Optional.empty());
  }

  public static Ballot abstention(int observer, long sequence, Opinion... opinions) {
    return new Ballot(
        observer(observer), sequence, byEndpoint(opinions), Optional.of("its own ticks are late"));
  }

  private static Map<EndpointId, Opinion> byEndpoint(Opinion... opinions) {
    Map<EndpointId, Opinion> all = new LinkedHashMap<>();
    for (int i = 0; i < opinions.length; i++) {
      all.put(Fleets.id(i + 1), opinions[i]);
    }
    return all;
  }
}
