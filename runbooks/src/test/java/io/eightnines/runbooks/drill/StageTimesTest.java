package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StageTimesTest {
  private static final Instant FAULT = Instant.parse("2026-01-01T00:00:00Z");

  private static JsonNode why(String timings) throws Exception {
    return new ObjectMapper().readTree("{\"endpoints\": [{\"timings\": " + timings + "}]}");
  }

  private static JsonNode at(String instant) throws Exception {
    return why(
        "{\"at\": \"%s\", \"tookMillis\": {\"DETECT\": 9.4, \"VOTE\": 12.6, \"WHOLE\": 22}}"
            .formatted(instant));
  }

  @Test
  void stages_are_read_in_their_order() throws Exception {
    StageTimes times = StageTimes.read("ns1", at("2026-01-01T00:00:01Z"), FAULT).orElseThrow();
    assertThat(times.millis())
        .containsExactly(entry("detect", 9.4), entry("vote", 12.6), entry("whole", 22.0));
    assertThat(times.nanos()).containsEntry("detect", 9_400_000L);
    assertThat(times.whole()).isEqualTo(22);
    assertThat(times).hasToString("ns1: detect 9, vote 13, whole 22 ms");
  }

  @Test
  void a_change_before_the_fault_is_another_s() throws Exception {
    assertThat(StageTimes.read("ns1", at("2025-12-31T23:59:59Z"), FAULT)).isEmpty();
  }

  @Test
  void a_daemon_that_saw_no_change_says_nothing() throws Exception {
    assertThat(StageTimes.read("ns1", why("null"), FAULT)).isEmpty();
  }
}
