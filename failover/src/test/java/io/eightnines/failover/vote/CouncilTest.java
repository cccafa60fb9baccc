package io.eightnines.failover.vote;

import static io.eightnines.failover.vote.Votes.CONFIRM;
import static io.eightnines.failover.vote.Votes.DRAINING;
import static io.eightnines.failover.vote.Votes.LIFE;
import static io.eightnines.failover.vote.Votes.REFUSED;
import static io.eightnines.failover.vote.Votes.SHAKY;
import static io.eightnines.failover.vote.Votes.SILENT;
import static io.eightnines.failover.vote.Votes.UNKNOWN;
import static io.eightnines.failover.vote.Votes.UP;
import static io.eightnines.failover.vote.Votes.abstention;
import static io.eightnines.failover.vote.Votes.ballot;
import static io.eightnines.failover.vote.Votes.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.vote.Finding.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CouncilTest {
  private static final EndpointId ONE = Fleets.id(1);

  /** Counts again and again, as the fold does; all ballots are cast anew before each count. */
  private static final class Counting {
    private final VotePolicy policy;
    private final int endpoints;
    private final Map<ObserverId, CastBallot> ballots = new HashMap<>();
    private Map<EndpointId, Finding> findings = Map.of();

    Counting(int observers, int endpoints) {
      this.policy = policy(observers);
      this.endpoints = endpoints;
    }

    Finding at(long millis, Ballot... cast) {
      for (Ballot ballot : cast) {
        ballots.put(ballot.observer(), new CastBallot(ballot, millis));
      }
      List<EndpointId> ids = IntStream.rangeClosed(1, endpoints).mapToObj(Fleets::id).toList();
      findings = Council.count(policy, ids, ballots, findings, millis);
      assertThat(findings.keySet()).containsExactlyElementsOf(ids);
      return of(1);
    }

    Finding of(int endpoint) {
      Finding found = findings.get(Fleets.id(endpoint));
      return found == null ? Finding.unknown(0) : found;
    }
  }

  private static Standing counted(int observers, Standing before, Ballot... ballots) {
    Counting counting = new Counting(observers, 1);
    counting.findings = Map.of(ONE, new Finding(before, Evidence.NONE, 0, -1, List.of()));
    return counting.at(10, ballots).standing();
  }

  @Test
  void a_majority_decides() {
    assertThat(counted(3, Standing.UP, ballot(1, 1, SILENT), ballot(2, 1, SILENT)))
        .isEqualTo(Standing.DOWN);
    assertThat(
            counted(3, Standing.UP, ballot(1, 1, SILENT), ballot(2, 1, SILENT), ballot(3, 1, UP)))
        .isEqualTo(Standing.DOWN);
    assertThat(
            counted(3, Standing.DOWN, ballot(1, 1, SILENT), ballot(2, 1, UP), ballot(3, 1, SHAKY)))
        .isEqualTo(Standing.SHAKY);
    assertThat(counted(3, Standing.DOWN, ballot(1, 1, UP), ballot(2, 1, UP), ballot(3, 1, SILENT)))
        .isEqualTo(Standing.UP);
    assertThat(counted(3, Standing.UP, ballot(1, 1, SHAKY), ballot(2, 1, SHAKY)))
        .isEqualTo(Standing.SHAKY);
    assertThat(
            counted(3, Standing.UP, ballot(1, 1, DRAINING), ballot(2, 1, SILENT), ballot(3, 1, UP)))
        .isEqualTo(Standing.DRAINING);
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void a_tie_leaves_an_endpoint_as_it_was(Standing before) {
    assertThat(counted(2, before, ballot(1, 1, SILENT), ballot(2, 1, UP))).isEqualTo(before);
    assertThat(
            counted(
                4,
                before,
                ballot(1, 1, REFUSED),
                ballot(2, 1, SILENT),
                ballot(3, 1, UP),
                ballot(4, 1, UP)))
        .isEqualTo(before);
  }

  @Test
  void a_ballot_that_is_not_renewed_lapses() {
    Counting counting = new Counting(3, 1);
    counting.at(0, ballot(1, 1, SILENT), ballot(2, 1, SILENT), ballot(3, 1, UP));
    assertThat(counting.of(1).standing()).isEqualTo(Standing.DOWN);

    assertThat(counting.at(LIFE, ballot(3, 2, UP)).standing()).isEqualTo(Standing.DOWN);
    assertThat(counting.at(LIFE + 1, ballot(3, 3, UP)).standing()).isEqualTo(Standing.UP);
  }

  @Test
  void one_that_abstains_and_one_that_nobody_knows_do_not_count() {
    assertThat(
            counted(
                3,
                Standing.UP,
                abstention(1, 1, REFUSED),
                abstention(2, 1, REFUSED),
                ballot(3, 1, UP)))
        .isEqualTo(Standing.UP);
    assertThat(
            counted(1, Standing.UP, ballot(1, 1, UP), ballot(2, 1, REFUSED), ballot(3, 1, REFUSED)))
        .isEqualTo(Standing.UP);
  }

  @Test
  void the_only_voter_of_several_is_believed_only_with_proof() {
    assertThat(counted(3, Standing.UP, ballot(1, 1, SILENT))).isEqualTo(Standing.UP);
    assertThat(counted(3, Standing.UP, ballot(1, 1, SILENT), ballot(2, 1, UNKNOWN), ballot(3, 1)))
        .isEqualTo(Standing.UP);
    assertThat(counted(3, Standing.UP, ballot(1, 1, REFUSED))).isEqualTo(Standing.DOWN);
    assertThat(counted(3, Standing.DOWN, ballot(1, 1, UP))).isEqualTo(Standing.UP);
  }

  @Test
  void a_group_of_one_is_believed() {
    Counting counting = new Counting(1, 2);

    assertThat(counting.at(0, ballot(1, 1, SILENT, UP)).standing()).isEqualTo(Standing.DOWN);
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    assertThat(counting.at(2 * CONFIRM, ballot(1, 2, SILENT, UP)).evidence())
        .as("nobody is there to confirm it")
        .isEqualTo(Evidence.SUSPICION);
    assertThat(counting.at(2 * CONFIRM, ballot(1, 3, REFUSED, UP)).evidence())
        .isEqualTo(Evidence.PROOF);
  }

  @Test
  void proof_is_what_a_majority_was_refused_and_lasts_while_it_is_down() {
    Counting counting = new Counting(3, 1);

    counting.at(0, ballot(1, 1, REFUSED), ballot(2, 1, SILENT), ballot(3, 1, SILENT));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    counting.at(1, ballot(2, 2, REFUSED));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.PROOF);
    counting.at(2, ballot(1, 2, SILENT), ballot(2, 3, SILENT));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.PROOF);
    assertThat(counting.of(1).sinceMillis()).isZero();

    counting.at(3, ballot(1, 3, UP), ballot(2, 4, UP));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.NONE);
    counting.at(4, ballot(1, 4, SILENT), ballot(2, 5, SILENT));
    assertThat(counting.of(1).evidence()).as("a new death").isEqualTo(Evidence.SUSPICION);
    assertThat(counting.of(1).sinceMillis()).isEqualTo(4);
  }

  @Test
  void long_silence_for_all_who_each_hear_another_is_confirmed() {
    Counting counting = new Counting(2, 3);

    counting.at(100, ballot(1, 1, SILENT, UP, SILENT), ballot(2, 1, SILENT, SILENT, UP));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    long last = 100 + CONFIRM;
    counting.at(last - 1, ballot(1, 2, SILENT, UP, SILENT), ballot(2, 2, SILENT, SILENT, UP));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    counting.at(last, ballot(1, 3, SILENT, UP, SILENT), ballot(2, 3, SILENT, SILENT, UP));
    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.CONFIRMED);
    assertThat(counting.of(1).evidence().isHard()).isTrue();
    assertThat(counting.of(2).standing()).as("a tie").isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void one_that_hears_it_or_does_not_know_begins_the_silence_again() {
    Counting counting = new Counting(3, 2);
    counting.at(0, ballot(1, 1, SILENT, UP), ballot(2, 1, SILENT, UP), ballot(3, 1, SILENT, UP));

    counting.at(CONFIRM - 10, ballot(3, 2, UP, UP), ballot(1, 2, SILENT, UP));
    counting.at(CONFIRM, ballot(1, 3, SILENT, UP), ballot(2, 3, SILENT, UP));

    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    assertThat(counting.of(1).silentSinceMillis()).isEqualTo(-1);
    counting.at(CONFIRM + 1, ballot(3, 3, UNKNOWN, UP));
    assertThat(counting.of(1).silentSinceMillis()).isEqualTo(-1);
    counting.at(CONFIRM + 2, ballot(3, 4, SILENT, UP));
    assertThat(counting.of(1).silentSinceMillis()).isEqualTo(CONFIRM + 2);
  }

  @Test
  void silence_while_cut_off_from_everything_confirms_nothing_when_one_is_heard_again() {
    Counting counting = new Counting(2, 3);
    counting.at(0, ballot(1, 1, SILENT, SILENT, SILENT), ballot(2, 1, SILENT, SILENT, SILENT));

    counting.at(3 * CONFIRM, ballot(1, 2, SILENT, SILENT, UP), ballot(2, 2, SILENT, SILENT, UP));

    assertThat(counting.of(1).evidence()).isEqualTo(Evidence.SUSPICION);
    assertThat(counting.of(2).evidence()).isEqualTo(Evidence.SUSPICION);
    assertThat(counting.of(3).standing()).isEqualTo(Standing.UP);
  }

  @Test
  void the_count_is_in_words_in_order_of_names() {
    Counting counting = new Counting(3, 1);

    Finding found = counting.at(0, ballot(3, 1, UP), ballot(1, 1, SILENT), abstention(2, 1, UP));

    assertThat(found.votes())
        .containsExactly("ns1 says DOWN: it looks DOWN", "ns3 says UP: it looks UP");
  }

  @Property(tries = 300, seed = "8999")
  void an_empty_electorate_changes_nothing(
      @ForAll Standing standing, @ForAll Evidence evidence, @ForAll boolean stale) {
    boolean down = standing == Standing.DOWN && evidence != Evidence.NONE;
    Evidence had = down ? evidence : standing == Standing.DOWN ? Evidence.SUSPICION : Evidence.NONE;
    Finding before = new Finding(standing, had, 7, -1, List.of());
    Ballot silent = stale ? ballot(1, 1, REFUSED) : abstention(1, 1, REFUSED);
    Map<ObserverId, CastBallot> ballots = Map.of(silent.observer(), new CastBallot(silent, 0));
    long now = stale ? LIFE + 1 : 1;

    Map<EndpointId, Finding> after =
        Council.count(policy(3), List.of(ONE), ballots, Map.of(ONE, before), now);

    assertThat(after).containsExactly(Map.entry(ONE, before));
  }

  @Provide
  Arbitrary<Opinion> opinions() {
    return Arbitraries.of(UNKNOWN, UP, SHAKY, SILENT, REFUSED, DRAINING);
  }

  @Property(tries = 2000, seed = "8999")
  void a_minority_never_changes_a_finding(
      @ForAll @IntRange(min = 1, max = 3) int minority,
      @ForAll @Size(3) List<@From("opinions") Opinion> theirs,
      @ForAll Standing agreed,
      @ForAll Random order) {
    Assume.that(agreed != Standing.UNKNOWN); // one that knows nothing has no vote
    int observers = 2 * minority + 1;
    List<Ballot> ballots = new ArrayList<>();
    for (int i = 0; i < observers; i++) {
      Opinion opinion = i < minority ? theirs.get(i) : Votes.opinion(agreed);
      ballots.add(ballot(i + 1, 1, opinion));
    }
    Counting counting = new Counting(observers, 1);
    for (int i = 1; i <= observers; i++) {
      counting.at(0, ballot(i, 0, Votes.opinion(agreed)));
    }
    Standing before = counting.of(1).standing();
    Collections.shuffle(ballots, order);

    for (Ballot ballot : ballots) {
      assertThat(counting.at(1, ballot).standing()).isEqualTo(before);
    }
  }
}
