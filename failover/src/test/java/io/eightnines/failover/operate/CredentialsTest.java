package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.intent.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String TOKEN = "a-token-of-alice";

  private static Credential of(String name, String token) {
    return new Credential(new Caller(new Operator(name), Role.OPERATOR), Credentials.sha256(token));
  }

  private final Credentials credentials = new Credentials(List.of(of("alice", TOKEN)));

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER   " + TOKEN + " "})
  void a_token_is_known_however_its_scheme_is_spelt(String header) {
    assertThat(credentials.identify(header).map(Caller::name)).contains(new Operator("alice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", TOKEN, "Basic " + TOKEN, "Bearer " + TOKEN + "x"})
  void anything_else_is_nobody(String header) {
    assertThat(credentials.identify(header)).isEmpty();
    assertThat(credentials.identify(null)).isEmpty();
  }

  @Test
  void an_endless_header_is_nobody() {
    assertThat(credentials.identify("Bearer " + TOKEN + " ".repeat(2000))).isEmpty();
  }

  @Test
  void one_token_under_two_names_would_be_two_operators_in_one_person() {
    assertThatThrownBy(() -> new Credentials(List.of(of("alice", "t"), of("bob", "t"))))
        .hasMessageContaining("tokenSha256 of bob is another's too");
    assertThatThrownBy(() -> new Credentials(List.of(of("alice", "t"), of("alice", "u"))))
        .hasMessageContaining("name alice is given twice");
  }

  @Test
  void a_token_in_place_of_its_hash_is_refused_and_not_shown() {
    assertThatThrownBy(() -> new Credential(new Caller(new Operator("alice"), Role.VIEWER), TOKEN))
        .hasMessageContaining("expected 64 hex digits")
        .hasMessageNotContaining(TOKEN);
    assertThat(of("alice", TOKEN).toString()).doesNotContain(Credentials.sha256(TOKEN));
  }
}
