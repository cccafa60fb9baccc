package io.eightnines.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Configuration;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.Duration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictConfigurationFactoryTest {
  record Site(@NotEmpty String name, @Min(0) @Max(1000) int weight) {
    Site {
      if (name != null && name.contains(" ")) {
        throw new IllegalArgumentException("name must not contain a space");
      }
    }
  }

  static final class Fleet extends Configuration {
    @JsonProperty @Valid @NotNull List<Site> sites = List.of();
    @JsonProperty @NotNull Duration interval = Duration.milliseconds(100);
  }

  private static final String VALID =
      """
      interval: 200ms
      sites:
        - {name: a, weight: 1}
        - name: b
          weight: 2
      """;

  private static Fleet build(String yaml) throws IOException, ConfigurationException {
    return new StrictConfigurationFactory<>(
            Fleet.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(
            path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "fleet.yml");
  }

  private static void assertRefused(String yaml, String... parts) {
    assertThatThrownBy(() -> build(yaml))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("fleet.yml")
        .message()
        .contains(parts);
  }

  @Test
  void a_valid_file_becomes_a_configuration() throws Exception {
    Fleet fleet = build(VALID);

    assertThat(fleet.sites).containsExactly(new Site("a", 1), new Site("b", 2));
    assertThat(fleet.interval).isEqualTo(Duration.milliseconds(200));
  }

  @Test
  void a_misspelt_key_is_refused_with_its_line_and_the_known_keys() {
    assertRefused(
        VALID.replace("    weight: 2", "    wieght: 2"),
        "line 5: sites[1].wieght: unknown key, expected one of name, weight");
  }

  @Test
  void a_misspelt_key_of_dropwizard_itself_is_refused() {
    assertRefused(
        VALID + "server:\n  applicatonConnectors: []\n", "line 7: server.applicatonConnectors");
  }

  @Test
  void a_value_out_of_bounds_is_refused_with_line_value_and_bound() {
    assertRefused(
        VALID.replace("weight: 2", "weight: -1"),
        "line 5: sites[1].weight is -1: must be greater than or equal to 0");
  }

  @Test
  void every_violation_is_named_in_the_order_of_the_file() {
    assertRefused(
        VALID.replace("weight: 2", "weight: -1").replace("weight: 1", "weight: 5000"),
        "line 3: sites[0].weight is 5000: must be less than or equal to 1000",
        "line 5: sites[1].weight is -1");
  }

  @Test
  void a_value_of_the_wrong_type_is_refused_with_its_line() {
    assertRefused(VALID.replace("weight: 2", "weight: heavy"), "line 5: sites[1].weight is heavy:");
    assertRefused(VALID.replace("weight: 2", "weight: 2.5"), "line 5: sites[1].weight is 2.5:");
    assertRefused(VALID.replace("200ms", "soon"), "line 1: interval is soon: ", "soon");
  }

  @Test
  void what_a_record_refuses_is_told_with_its_line() {
    assertRefused(
        VALID.replace("name: b", "name: b c"), "line 4: sites[1]: name must not contain a space");
  }

  @Test
  void a_missing_value_is_reported_at_its_parent() {
    assertRefused(
        VALID.replace("name: a, ", ""), "line 3: sites[0].name is missing: must not be empty");
  }

  @Test
  void a_key_without_a_value_is_refused() {
    assertRefused("interval:\nsites: []\n", "line 1: interval: has no value");
  }

  @Test
  void a_key_given_twice_is_refused() {
    assertRefused(
        VALID + "interval: 1s\n", "line 6: interval: this key is given twice, first on line 1");
  }

  @Test
  void what_is_not_yaml_is_refused_with_its_line() {
    assertRefused("sites:\n  - {name: a\n", "line 3: not valid YAML");
    assertRefused("", "line 1: the file holds no key");
    assertRefused("# nothing but a remark\n", "line 1: the file holds no key");
  }

  @Test
  void anchors_are_refused() {
    assertRefused(
        "sites:\n  - &a {name: a, weight: 1}\n  - *a\n",
        "line 2: sites[0]: anchors and aliases are not allowed");
  }

  @Test
  void a_huge_file_is_refused() {
    assertRefused(
        VALID + "#".repeat(StrictConfigurationFactory.MAX_BYTES), "larger than 1048576 bytes");
  }

  @Test
  void a_long_value_is_shortened() {
    assertRefused(VALID.replace("weight: 2", "weight: " + "x".repeat(200)), "x".repeat(60) + "…");
  }

  @Test
  void a_program_without_a_file_is_refused() {
    assertThatThrownBy(() ->
            new StrictConfigurationFactory<>(
                    Fleet.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build())
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("a configuration file must be named");
  }
}
