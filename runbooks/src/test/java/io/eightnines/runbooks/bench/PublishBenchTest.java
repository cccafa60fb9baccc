package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import io.eightnines.runbooks.fleet.Archives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishBenchTest {
  @TempDir Path folder;

  /** How fast is for the benchmark to say, on a machine of its own. */
  @Test
  void every_plan_is_seen_at_every_place() throws Exception {
    List<String> progress = new ArrayList<>();
    PublishReport report;
    try {
      report =
          PublishBench.run(20, new SpeedBench.Place(folder, Archives.in(folder), progress::add));
    } catch (NotPossibleHereException e) {
      Assumptions.abort("NOT TESTED: " + e.getMessage() + "; CI installs it (see .ci/run)");
      throw e;
    }

    assertThat(progress).containsExactly("embedded", "knot", "bind");
    assertThat(report.places())
        .extracting(place -> place.name() + " " + place.visible())
        .containsExactly("embedded 20", "knot 20", "bind 20");
    assertThat(report.places()).allMatch(place -> place.maxMicros() > 0);
    assertThat(report.checks()).hasSize(3);
  }
}
