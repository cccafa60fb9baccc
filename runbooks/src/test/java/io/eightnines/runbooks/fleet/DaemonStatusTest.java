package io.eightnines.runbooks.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DaemonStatusTest {
  private static DaemonStatus parse(String json) throws IOException {
    return DaemonStatus.parse(json.getBytes(UTF_8));
  }

  @Test
  void role_leader_weights_and_alerts_are_read() throws IOException {
    DaemonStatus status =
        parse(
            """
            {"group": {"self": "ns2", "role": "FOLLOWER", "leader": "ns1", "term": 3},
             "alerts": [{"name": "all-down", "text": "t", "since": "s"}],
             "plan": {"endpoints": [
               {"region": "a", "weight": 100, "effectiveWeight": 100},
               {"region": "b", "weight": 100, "effectiveWeight": 0}]}}
            """);

    assertThat(status.role()).isEqualTo("FOLLOWER");
    assertThat(status.leader()).isEqualTo("ns1");
    assertThat(status.alerts()).containsExactly("all-down");
    assertThat(status.effective()).containsEntry("a", 100).containsEntry("b", 0);
    assertThat(status.isWhole()).isFalse();
  }

  @Test
  void a_daemon_without_a_leader_or_a_group_names_none() throws IOException {
    assertThat(parse("{\"group\": {\"role\": \"CUT_OFF\", \"leader\": null}}").leader()).isEmpty();
    assertThat(parse("{}")).isEqualTo(DaemonStatus.SILENT);
    assertThat(DaemonStatus.SILENT.isWhole()).isFalse();
  }
}
