package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Archives;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBenchTest {
  @TempDir private Path folder;

  @Test
  void one_gateway_and_three_are_measured_and_keep_what_they_acknowledged() throws Exception {
    List<String> progress = new ArrayList<>();
    SpeedBench.Place place = new SpeedBench.Place(folder, Archives.in(folder), progress::add);

    LedgerReport report = LedgerBench.run(2000, Duration.ofSeconds(1), place);

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
}
