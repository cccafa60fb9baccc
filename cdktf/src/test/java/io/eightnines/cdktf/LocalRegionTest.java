package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRegionTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.1.1");

  @ParameterizedTest
  @ValueSource(strings = {"a", "alpha-2", "backend", "abcdefghijklmnopqrstuvwxyz-12345"})
  void a_plain_name_is_taken(String name) {
    assertThat(new LocalRegion(name, LOOPBACK, "generation").name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Alpha", "2a", "a/b", "a b", "a\n", "abcdefghijklmnopqrstuvwxyz-123456"})
  void a_name_that_the_bindings_would_rewrite_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalRegion(name, LOOPBACK, "generation"))
        .withMessage(
            "name: \"%s\"; expected 1 to 32 lower-case letters, digits and hyphens, beginning with a letter",
            name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "128.0.0.1", "2001:db8:0:0:0:0:0:1"})
  void an_address_of_another_machine_is_refused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalRegion("alpha", InetAddress.ofLiteral(address), "generation"))
        .withMessage("address: %s; expected a loopback address such as 127.0.1.1", address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Generation", "1st", "alpha-generation", "${x}"})
  void a_variable_that_terraform_would_not_take_is_refused(String variable) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalRegion("alpha", LOOPBACK, variable))
        .withMessageStartingWith("generationVariable: \"%s\"; expected 1 to 32 ", variable);
  }

  @Test
  void a_variable_that_terraform_reserves_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalRegion("alpha", LOOPBACK, "count"))
        .withMessage(
            "generationVariable: \"count\"; expected a name that Terraform does not reserve");
  }
}
