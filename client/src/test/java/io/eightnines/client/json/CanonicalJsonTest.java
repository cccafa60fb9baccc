package io.eightnines.client.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @Test
  void members_stand_in_the_order_of_utf16_code_units() {
    // The key outside the basic plane begins with a high surrogate, so it precedes U+FB33.
    Json value =
        Json.Members.of(
            Map.of(
                "\u20ac", new Json.Whole(1),
                "\r", new Json.Whole(2),
                "\ufb33", new Json.Whole(3),
                "1", new Json.Whole(4),
                "\ud83d\ude00", new Json.Whole(5),
                "\u0080", new Json.Whole(6),
                "\u00f6", new Json.Whole(7)));

    String text = CanonicalJson.text(value);

    assertThat(text)
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,"
                + "\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void only_quotes_backslashes_and_control_characters_are_escaped_in_their_shortest_form() {
    Json value = new Json.Text("\"\\/\b\t\n\f\r\u0000\u001f\u007f\u20ac");

    assertThat(CanonicalJson.text(value))
        .isEqualTo("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u20ac\"");
  }

  @Test
  void values_have_no_white_space_around_them() {
    Json value =
        Json.Members.of(
            Map.of(
                "b", new Json.Items(List.of(new Json.Truth(true), Json.NOTHING)),
                "a", new Json.Whole(-7)));

    assertThat(CanonicalJson.text(value)).isEqualTo("{\"a\":-7,\"b\":[true,null]}");
  }

  @ParameterizedTest
  @CsvSource({"9007199254740991", "-9007199254740991", "0", "-1"})
  void whole_numbers_are_exact_up_to_two_to_the_53_less_one(long value) {
    assertThat(CanonicalJson.text(new Json.Whole(value))).isEqualTo(Long.toString(value));
  }

  @Test
  void larger_whole_numbers_are_refused() {
    assertThatThrownBy(() -> new Json.Whole(1L << 53)).hasMessageContaining("2^53 - 1");
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    assertThatThrownBy(() -> CanonicalJson.bytes(new Json.Text("\ud83d")))
        .hasMessageContaining("surrogate");
  }

  @Property
  void what_is_written_is_read_as_the_same_value(@ForAll("values") Json value) {
    byte[] bytes = CanonicalJson.bytes(value);

    assertThat(StrictJson.read(bytes, bytes.length)).isEqualTo(new StrictJson.Value(value));
  }

  @Provide
  Arbitrary<Json> values() {
    return values(3);
  }

  private static Arbitrary<Json> values(int depth) {
    Arbitrary<Json> leaves =
        Arbitraries.oneOf(
            texts().map(Json.Text::new),
            Arbitraries.longs().between(-Json.MAX_WHOLE, Json.MAX_WHOLE).map(Json.Whole::new),
            Arbitraries.of(true, false).map(Json.Truth::new),
            Arbitraries.just(Json.NOTHING));
    if (depth == 0) {
      return leaves;
    }
    return Arbitraries.oneOf(
        leaves,
        values(depth - 1).list().ofMaxSize(4).map(Json.Items::new),
        Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(4).map(Json.Members::of));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }
}
