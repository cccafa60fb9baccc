package io.eightnines.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.drill.Drill;
import io.eightnines.runbooks.drill.Report;
import io.eightnines.runbooks.drill.Scenario;
import io.eightnines.runbooks.drill.Settings;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.storm.Storm;
import io.eightnines.runbooks.storm.StormReport;
import io.eightnines.runbooks.terraform.RegionStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small drills on a fleet of real processes. What must hold on any machine is asserted; times are
 * not, because this machine may be busy with anything: the drills themselves judge those.
 */
class LocalFleetTest {
  private static final String NO_TERRAFORM =
      "SKIPPED: terraform is not on PATH; no region was redeployed";

  private static final int SHARDS = 4;
  private static final int COMPLAINTS_SHOWN = 15;
  private static final int LINE_SHOWN = 400;

  @TempDir Path folder;

  private Report drill(String name, int daemons) throws Exception {
    return Drill.run(
        Scenario.named(name).orElseThrow(),
        new Settings(
            1,
            daemons,
            List.of(),
            new Settings.Rates(20, 5),
            20261121,
            new Settings.Place(folder, Archives.in(folder)),
            line -> {}));
  }

  private void assertPassed(Report report, String... names) {
    assertThat(report.checks())
        .filteredOn(check -> List.of(names).contains(check.name()))
        .as(() -> report.toTable() + complaints())
        .hasSize(names.length)
        .allMatch(Check::passed);
  }

  /** What members complained of last: their logs are gone when somebody reads of a failure. */
  private String complaints() {
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .map(log -> log.getFileName() + ":\n" + complaints(log))
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String complaints(Path log) {
    try {
      List<String> all =
          Files.readAllLines(log).stream().filter(line -> !line.contains("\"INFO\"")).toList();
      return all.subList(Math.max(0, all.size() - COMPLAINTS_SHOWN), all.size()).stream()
          .map(line -> "  " + line.substring(0, Math.min(LINE_SHOWN, line.length())) + "\n")
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_killed_region_leaves_the_answers_and_comes_back_and_no_draw_through_the_client_fails()
      throws Exception {
    assertPassed(
        drill("region-kill", 1),
        "the victim left the answers",
        "the victim came back",
        "failed through the client",
        "draws were made",
        "draws that do not verify",
        "chains with two successors");
  }

  @Test
  void a_region_killed_together_with_the_leading_daemon_leaves_the_answers_of_the_others()
      throws Exception {
    assertPassed(
        drill("daemon-leader-and-region-kill", 3),
        "the victim left the answers",
        "failed through the client",
        "draws were made",
        "draws that do not verify",
        "chains with two successors");
  }

  @Test
  void a_killed_gateway_loses_no_draw_that_a_client_was_given() throws Exception {
    assertPassed(
        drill("gateway-kill", 1),
        "draws still there byte for byte",
        "draws were made",
        "draws that do not verify",
        "chains with two successors");
  }

  /**
   * Few draws, enough for a build, over several groups; {@code eightnines bench storm} goes on to a
   * million.
   */
  @Test
  void whatever_dies_or_comes_twice_or_late_no_acknowledged_draw_is_lost_and_no_chain_forks()
      throws Exception {
    StormReport report =
        Storm.run(
            new Storm.Settings(100_000, Duration.ofSeconds(15), 32, SHARDS, 20261121),
            new SpeedBench.Place(folder, Archives.in(folder), line -> {}));

    assertThat(report.checks()).as(() -> report.toTable() + complaints()).allMatch(Check::passed);
  }

  /** The redeploy is killed as Terraform begins, which is orphaned and goes on. */
  @Test
  void a_killed_region_is_redeployed_though_the_redeploy_is_killed_and_no_draw_fails()
      throws Exception {
    boolean possible = RegionStack.isPossible();
    if (!possible) {
      System.err.println(NO_TERRAFORM); // Maven's console does not show the messages of assumptions
    }
    assumeTrue(possible, NO_TERRAFORM);

    assertPassed(
        drill("redeploy", 1),
        "the victim left the answers",
        "the redeploy ended well",
        "it was killed on the way",
        "the region runs afterwards",
        "no weight moved while terraform worked",
        "the region is answered again",
        "failed through the client",
        "draws that do not verify",
        "chains with two successors");
  }
}
