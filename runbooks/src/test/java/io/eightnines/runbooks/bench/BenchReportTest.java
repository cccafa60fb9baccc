package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.drill.Check;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final Check GOOD = new Check("good", true, "1 of 1");
  private static final Check BAD = new Check("bad", false, "9 ms, at most 5");

  private static FloodReport flood(Check... checks) {
    return new FloodReport(
        new FloodReport.Flood(30, 400, 20, 50_000, 1.5, 2.5, 0.1, 3),
        List.of(new FloodReport.Client("polite", 100, 100, 500, 900)),
        List.of(checks));
  }

  @Test
  void a_report_begins_with_what_it_is_and_whether_it_passed() {
    assertThat(flood(GOOD).toJson().replaceAll("\\s", ""))
        .startsWith("{\"bench\":\"flood\",\"passed\":true,\"flood\":{")
        .contains("\"cpu_micros_per_query\":3.0")
        .contains("\"checks\":[{\"name\":\"good\",\"passed\":true");
    assertThat(
            new SpeedReport(
                    new SpeedReport.Run(1, 2, 3),
                    List.of(),
                    Map.of(),
                    new SpeedReport.Pauses(1, 0, 0, 0, 0),
                    List.of(BAD))
                .toJson()
                .replaceAll("\\s", ""))
        .startsWith("{\"bench\":\"dns\",\"passed\":false,");
    assertThat(new PublishReport(1, List.of(), List.of(GOOD)).toJson().replaceAll("\\s", ""))
        .startsWith("{\"bench\":\"publish\",\"passed\":true,");
  }

  @Test
  void one_check_that_fails_fails_the_report_and_stands_in_the_table() {
    assertThat(flood(GOOD).toTable()).contains("ok   good: 1 of 1").endsWith("passed\n");
    assertThat(flood(GOOD, BAD).passed()).isFalse();
    assertThat(flood(GOOD, BAD).toTable())
        .contains("FAIL bad: 9 ms, at most 5")
        .endsWith("FAILED\n");
  }
}
