package io.eightnines.client.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.json.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final Problem REFUSED =
      Problem.of(400, "invalid-request", "The request is invalid", "one field was refused")
          .withErrors(List.of(new FieldError("spec.count", "-1", "a whole number")));

  @Test
  void a_problem_has_the_members_of_rfc_9457_and_ours() {
    assertThat(new String(REFUSED.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"detail\":\"one field was refused\",\"errors\":[{\"expected\":\"a whole number\","
                + "\"field\":\"spec.count\",\"value\":\"-1\"}],\"status\":400,"
                + "\"title\":\"The request is invalid\","
                + "\"type\":\"urn:eightnines:problem:invalid-request\"}");
  }

  @Test
  void what_is_written_is_read_as_the_same_problem() {
    Problem conflict =
        Problem.of(409, "conflict", "Another draw was issued", "it differs")
            .withIssued(DrawId.ofContent(new byte[0]));

    assertThat(ProblemReader.read(REFUSED.toJson())).contains(REFUSED);
    assertThat(ProblemReader.read(conflict.toJson())).contains(conflict);
  }

  @Test
  void members_unknown_to_us_are_passed_over() {
    byte[] bytes =
        """
        {"type":"urn:eightnines:problem:x","title":"t","status":503,"detail":"d","more":[1]}
        """
            .getBytes(StandardCharsets.UTF_8);

    assertThat(ProblemReader.read(bytes)).contains(Problem.of(503, "x", "t", "d"));
  }

  @Test
  void what_is_no_problem_of_ours_is_not_read() {
    byte[] html = "<html>502 Bad Gateway</html>".getBytes(StandardCharsets.UTF_8);

    assertThat(ProblemReader.read(html)).isEmpty();
  }
}
