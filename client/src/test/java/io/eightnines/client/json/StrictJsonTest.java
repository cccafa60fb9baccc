package io.eightnines.client.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "01",
        "+1",
        ".5",
        "NaN",
        "nul",
        "{} {}",
        "1 2",
        "\"\t\"",
        "// x\n1",
        "\ufeff{}",
        "\"\\ud800\"",
        "{\"\\udc00\":1}"
      })
  void what_is_not_exactly_one_json_value_is_refused(String text) {
    assertThat(read(text)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void a_refusal_tells_line_and_column() {
    StrictJson.Reading reading = read("{\n  \"chain\": oops\n}");

    assertThat(reading)
        .isInstanceOfSatisfying(
            StrictJson.Malformed.class,
            malformed -> {
              assertThat(malformed.error().field()).isEqualTo("body");
              assertThat(malformed.error().value()).startsWith("line 2, column ");
            });
  }

  @Test
  void a_key_that_comes_twice_is_named() {
    assertThat(read("{\"a\":{\"key\":1,\"key\":2}}"))
        .isInstanceOfSatisfying(
            StrictJson.Malformed.class,
            malformed -> assertThat(malformed.error().expected()).contains("\"key\""));
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] bytes = {'"', (byte) 0xff, '"'};

    assertThat(StrictJson.read(bytes, 10)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void another_encoding_of_unicode_is_refused() {
    byte[] bytes = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(StrictJson.read(bytes, 100)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void more_bytes_than_allowed_are_refused() {
    assertThat(StrictJson.read(new byte[11], 10)).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void a_document_deeper_than_any_of_ours_is_refused() {
    assertThat(read("[".repeat(8000) + "]".repeat(8000))).isInstanceOf(StrictJson.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.0", "1e2", "9007199254740992", "-9007199254740992"})
  void numbers_that_are_not_exact_whole_numbers_are_kept_only_to_be_shown(String digits) {
    assertThat(read(digits)).isEqualTo(new StrictJson.Value(new Json.Inexact(digits)));
  }

  private static StrictJson.Reading read(String text) {
    return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), 16 * 1024);
  }
}
