package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.runbooks.load.Tally;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Tally.Figures FIGURES =
      new Tally.Figures(1000, 1, 2.5, 10, 99.9, List.of("region: refused"));

  private static Report report(Check... checks) {
    return report("region-kill", checks);
  }

  private static Report report(String drill, Check... checks) {
    Spread spread = Spread.ofNanos(List.of(3_000_000L, 1_000_000L, 2_000_000L));
    return new Report(
        new Report.Run(drill, 3, 7, new Report.Load(200, 20, 2000)),
        spread,
        Spread.ofNanos(List.of()),
        Map.of("fault_to_new_leader", spread),
        List.of(new Report.Server("ns1", spread, 0, 500, 1)),
        List.of(new Report.Server("gdnsd", spread, 2, 400, 0)),
        FIGURES,
        new Tally().figures(),
        List.of(checks),
        List.of(new Report.Event(1, "<region>", 1_500_000_000, Map.of("ns1", 12.5))),
        List.of(new Tally.Second(1_000_000_000, 200, 1, 40)));
  }

  @Test
  void percentiles_are_by_nearest_rank() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).boxed().toList();

    assertThat(Spread.ofNanos(hundred)).isEqualTo(new Spread(100, 50, 99, 100));
    assertThat(Spread.ofNanos(List.of(5_000_000L))).isEqualTo(new Spread(1, 5, 5, 5));
    assertThat(Spread.ofNanos(List.of())).isEqualTo(new Spread(0, 0, 0, 0));
  }

  @Test
  void one_failed_check_fails_the_drill() {
    assertThat(report(Check.none("a", 0), Check.all("b", 3, 3)).passed()).isTrue();
    assertThat(report(Check.none("a", 0), Check.none("b", 1)).passed()).isFalse();
    assertThat(report(Check.atMost("c", 300.1, 300, "ms")).passed()).isFalse();
    assertThat(report(Check.all("d", 2, 3)).passed()).isFalse();
    assertThat(report(Check.p99AtMost("e", Spread.ofNanos(List.of(2_000_000L)), 2)).passed())
        .isTrue();
  }

  @Test
  void a_bound_on_what_was_never_measured_does_not_hold() {
    Check check = Check.p99AtMost("fault to DNS p99", Spread.ofNanos(List.of()), 150);

    assertThat(check.passed()).isFalse();
    assertThat(check.detail()).isEqualTo("nothing was measured");
  }

  @Test
  void the_json_has_what_machines_rely_on() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report(Check.none("a", 0)).toJson());

    assertThat(json.path("drill").asText()).isEqualTo("region-kill");
    assertThat(json.path("trials").asInt()).isEqualTo(3);
    assertThat(json.path("passed").asBoolean()).isTrue();
    assertThat(json.path("fault_to_dns_ms").path("p50").asDouble()).isEqualTo(2);
    assertThat(json.path("fault_to_dns_ms").path("p99").asDouble()).isEqualTo(3);
    assertThat(json.path("fault_to_dns_ms").path("max").asDouble()).isEqualTo(3);
    assertThat(json.path("client").path("requests").asLong()).isEqualTo(1000);
    assertThat(json.path("client").path("failed").asLong()).isEqualTo(1);
    assertThat(json.path("plain_dns").path("requests").asLong()).isZero();
    assertThat(json.path("load").path("deadline_ms").asLong()).isEqualTo(2000);
    assertThat(json.path("daemons").get(0).path("name").asText()).isEqualTo("ns1");
    assertThat(json.path("daemons").get(0).path("fault_to_dns_ms").path("max").asDouble())
        .isEqualTo(3);
    assertThat(json.path("beside").get(0).path("missed").asInt()).isEqualTo(2);
    assertThat(json.path("measured_ms").path("fault_to_new_leader").path("p50").asDouble())
        .isEqualTo(2);
    for (String figure : new String[] {"p50_ms", "p99_ms", "p999_ms"}) {
      assertThat(json.path("client").path(figure).isNumber()).as(figure).isTrue();
    }
    assertThat(json.path("checks").get(0).path("name").asText()).isEqualTo("a");
    assertThat(json.path("checks").get(0).path("passed").asBoolean()).isTrue();
    assertThat(json.path("checks").get(0).path("detail").asText()).isEqualTo("0, must be 0");
  }

  @Test
  void the_table_names_what_failed_and_why() {
    assertThat(report(Check.none("failed through the client", 2)).toTable())
        .contains("FAIL failed through the client: 2, must be 0")
        .contains("failed: region: refused")
        .endsWith("FAILED\n");
  }

  @Test
  void the_table_leaves_out_what_was_not_measured() {
    assertThat(report().toTable())
        .contains("fault to DNS, worst daemon", "beside: gdnsd", "fault to new leader")
        .doesNotContain("plain HTTP following DNS", "return");
  }

  @Test
  void the_page_shows_every_fault_and_failure_and_lets_no_value_act_as_markup() {
    String page = report("a<script>b", Check.none("a & b", 2)).toHtml();

    assertThat(page)
        .contains("trial 1: &lt;region&gt;", "ns1, trial 1", "&#215; 1", "a &amp; b", "<circle")
        .doesNotContain("<script>", "<region>");
  }
}
