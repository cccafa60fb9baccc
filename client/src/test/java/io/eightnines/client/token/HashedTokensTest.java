package io.eightnines.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedTokensTest {

  private final HashedTokens tokens =
      new HashedTokens(
          Map.of("api", HashedTokens.sha256("one"), "probe", HashedTokens.sha256("two")));

  @Test
  void a_caller_is_known_by_its_token() {
    assertThat(tokens.caller("Bearer one")).contains("api");
    assertThat(tokens.caller("bearer two")).contains("probe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "one", "Bearer", "Bearer ", "Bearer three", "Basic one", "Bearer one two"})
  void anything_else_is_nobody(String header) {
    assertThat(tokens.caller(header)).isEmpty();
  }

  @Test
  void no_header_is_nobody() {
    assertThat(tokens.caller(null)).isEmpty();
    assertThat(tokens.caller("Bearer " + "x".repeat(100_000))).isEmpty();
  }

  @Test
  void a_token_in_the_place_of_its_hash_is_refused_and_not_shown() {
    assertThatThrownBy(() -> new HashedTokens(Map.of("api", "my-secret-token")))
        .hasMessageContaining("'api'")
        .hasMessageNotContaining("my-secret-token");
  }
}
