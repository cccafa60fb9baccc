package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.runbooks.load.Tally;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Tally.Figures FIGURES =
      new Tally.Figures(1000, 1, 2.5, 10, 99.9, List.of("region: refused"));

  private static Report report(Check... checks) {
    return new Report(
        "region-kill",
        3,
        7,
        Spread.ofNanos(List.of(3_000_000L, 1_000_000L, 2_000_000L)),
        Spread.ofNanos(List.of()),
        FIGURES,
        FIGURES,
        "1 of 500",
        List.of(checks));
  }

  @Test
  void percentiles_are_by_nearest_rank() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).boxed().toList();

    assertThat(Spread.ofNanos(hundred)).isEqualTo(new Spread(50, 99, 100));
    assertThat(Spread.ofNanos(List.of(5_000_000L))).isEqualTo(new Spread(5, 5, 5));
    assertThat(Spread.ofNanos(List.of())).isEqualTo(new Spread(0, 0, 0));
  }

  @Test
  void one_failed_check_fails_the_drill() {
    assertThat(report(Check.none("a", 0), Check.all("b", 3, 3)).passed()).isTrue();
    assertThat(report(Check.none("a", 0), Check.none("b", 1)).passed()).isFalse();
    assertThat(report(Check.atMost("c", 300.1, 300, "ms")).passed()).isFalse();
    assertThat(report(Check.all("d", 2, 3)).passed()).isFalse();
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
    for (String kind : new String[] {"client", "plain_dns"}) {
      assertThat(json.path(kind).path("requests").asLong()).isEqualTo(1000);
      assertThat(json.path(kind).path("failed").asLong()).isEqualTo(1);
    }
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
}
