package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Archives;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBenchTest {
  @TempDir private Path folder;

  @Test
  void one_gateway_and_three_are_measured_and_keep_what_they_acknowledged() throws Exception {
    LedgerBench.Plan plan =
        new LedgerBench.Plan(List.of(1, 3), false, 2000, List.of(), Duration.ofSeconds(1));

    LedgerReport report = LedgerBench.run(plan, place());

    assertThat(report.checks())
        .filteredOn(check -> check.name().contains("chains"))
        .hasSize(3)
        .allMatch(Check::passed);
    assertThat(report.groups()).extracting(LedgerReport.Group::gateways).containsExactly(1, 3);
    assertThat(report.groups()).allMatch(group -> group.drawsPerSecond() > 0);
    assertThat(report.stored().draws()).isEqualTo(2000);
    assertThat(report.toJson()).contains("draws_per_second", "flush_p50_micros");
    assertThat(report.toTable()).contains("draws/flush");
  }

  @Test
  void a_gateway_is_asked_over_http_and_killed_on_a_full_ledger() throws Exception {
    LedgerBench.Plan plan =
        new LedgerBench.Plan(List.of(), true, 1000, List.of(3000), Duration.ofSeconds(1));

    LedgerReport report = LedgerBench.run(plan, place());

    assertThat(report.http()).allMatch(http -> http.drawsPerSecond() > 0).hasSize(1);
    assertThat(report.full()).hasSize(1);
    LedgerReport.Full full = report.full().getFirst();
    assertThat(full.draws()).isEqualTo(3000);
    assertThat(full.readyMillis()).isPositive();
    assertThat(full.firstDrawMillis()).isGreaterThan(full.readyMillis());
    assertThat(report.toJson()).contains("ready_millis", "gateway_share");
    assertThat(report.toTable()).contains("over HTTP", "killed after");
  }

  private SpeedBench.Place place() {
    return new SpeedBench.Place(folder, Archives.in(folder), _ -> {});
  }
}
