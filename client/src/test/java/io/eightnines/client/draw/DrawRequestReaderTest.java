package io.eightnines.client.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eightnines.client.json.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawRequestReaderTest {

  private static final String ID = "A".repeat(43);

  private final DrawRequestReader reader = new DrawRequestReader(Limits.PROTOCOL);

  @Test
  void a_request_for_numbers_is_accepted() {
    var reading =
        read(
            """
            {"chain":"lottery-1","previous":null,"tag":"round 42",
             "spec":{"kind":"numbers","count":6,"min":1,"max":49,"repetition":false}}
            """);

    assertThat(reading)
        .isEqualTo(
            new DrawRequestReader.Accepted(
                new DrawRequest(
                    new ChainName("lottery-1"),
                    null,
                    new Tag("round 42"),
                    new Spec.Numbers(6, 1, 49, false))));
  }

  @Test
  void a_lottery_of_two_pools_is_accepted() {
    var reading =
        read(
            request(
                "null", "{\"kind\":\"pools\",\"pools\":[{\"k\":5,\"n\":50},{\"k\":2,\"n\":12}]}"));

    assertThat(reading)
        .isEqualTo(
            accepted(
                new Spec.Pools(List.of(new Spec.Selection(5, 50), new Spec.Selection(2, 12)))));
  }

  @Test
  void bounds_beyond_those_of_json_numbers_are_texts_and_others_may_be() {
    String wide =
        "{\"kind\":\"numbers\",\"count\":1,\"min\":%s,\"max\":\"9223372036854775807\","
            + "\"repetition\":true}";

    assertThat(read(request("null", wide.formatted("0"))))
        .isEqualTo(accepted(new Spec.Numbers(1, 0, Long.MAX_VALUE, true)));
    assertThat(read(request("null", wide.formatted("\"0\""))))
        .isEqualTo(accepted(new Spec.Numbers(1, 0, Long.MAX_VALUE, true)));
  }

  private static DrawRequestReader.Accepted accepted(Spec spec) {
    return new DrawRequestReader.Accepted(
        new DrawRequest(new ChainName("c"), null, Tag.NONE, spec));
  }

  @Test
  void a_request_without_a_tag_has_the_empty_one() {
    var reading = read(request("\"" + ID + "\"", "{\"kind\":\"permutation\",\"size\":52}"));

    assertThat(reading)
        .isEqualTo(
            new DrawRequestReader.Accepted(
                new DrawRequest(
                    new ChainName("c"), new DrawId(ID), Tag.NONE, new Spec.Permutation(52))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"numbers\",\"count\":0,\"min\":1,\"max\":9,\"repetition\":true} | spec.count",
        "{\"kind\":\"numbers\",\"count\":-1,\"min\":1,\"max\":9,\"repetition\":true} | spec.count",
        "{\"kind\":\"numbers\",\"count\":10001,\"min\":1,\"max\":9,\"repetition\":true}|spec.count",
        "{\"kind\":\"numbers\",\"count\":7,\"min\":1,\"max\":6,\"repetition\":false} | spec.count",
        "{\"kind\":\"numbers\",\"count\":1.5,\"min\":1,\"max\":6,\"repetition\":true} | spec.count",
        "{\"kind\":\"numbers\",\"count\":\"6\",\"min\":1,\"max\":6,\"repetition\":true}|spec.count",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":2,\"max\":1,\"repetition\":true} | spec.max",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":0,\"max\":9007199254740992,"
            + "\"repetition\":true} | spec.max",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":-9007199254740992,\"max\":0,"
            + "\"repetition\":true} | spec.min",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":1,\"max\":6,\"repetition\":1}|spec.repetition",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":1,\"max\":6} | spec.repetition",
        "{\"kind\":\"permutation\",\"size\":-1} | spec.size",
        "{\"kind\":\"permutation\",\"size\":0} | spec.size",
        "{\"kind\":\"permutation\",\"size\":1000000000000} | spec.size",
        "{\"kind\":\"permutation\",\"size\":1e400} | spec.size",
        "{\"kind\":\"permutation\",\"size\":null} | spec.size",
        "{\"kind\":\"permutation\",\"size\":1,\"sice\":1} | spec.sice",
        "{\"kind\":\"selection\",\"k\":50,\"n\":49} | spec.k",
        "{\"kind\":\"selection\",\"k\":10001,\"n\":1000000} | spec.k",
        "{\"kind\":\"selection\",\"k\":1,\"n\":1000001} | spec.n",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":0,\"max\":\"9223372036854775808\","
            + "\"repetition\":true} | spec.max",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":-1,\"max\":\"9223372036854775807\","
            + "\"repetition\":true} | spec.max",
        "{\"kind\":\"numbers\",\"count\":1,\"min\":\"007\",\"max\":9,\"repetition\":true}|spec.min",
        "{\"kind\":\"pools\"} | spec.pools",
        "{\"kind\":\"pools\",\"pools\":[]} | spec.pools",
        "{\"kind\":\"pools\",\"pools\":[{\"k\":5,\"n\":50},{\"k\":3,\"n\":2}]} | spec.pools[1].k",
        "{\"kind\":\"pools\",\"pools\":[{\"k\":5,\"n\":50,\"m\":1}]} | spec.pools[0].m",
        "{\"kind\":\"pools\",\"pools\":[{\"k\":9000,\"n\":9000},{\"k\":9000,\"n\":9000}]}|spec.pools",
        "{\"kind\":\"pools\",\"pools\":[7]} | spec.pools[0]",
        "{\"kind\":\"dice\"} | spec.kind",
        "{\"kind\":6} | spec.kind",
        "[] | spec",
        "null | spec"
      })
  void a_spec_that_cannot_be_drawn_is_refused_by_field(String spec, String field) {
    assertThat(errors(request("null", spec))).extracting(FieldError::field).containsExactly(field);
  }

  @Test
  void all_errors_are_told_at_once_with_field_value_and_expectation() {
    List<FieldError> errors =
        errors(
            "{\"chain\":\"No Name\",\"tag\":\"a\\u0000b\",\"spec\":{\"kind\":\"x\"},\"chian\":1}");

    assertThat(errors)
        .extracting(FieldError::field, FieldError::value)
        .containsExactly(
            tuple("chain", "No Name"),
            tuple("previous", "absent"),
            tuple("tag", "a\u0000b"),
            tuple("spec.kind", "x"),
            tuple("chian", "1"));
    assertThat(errors).allSatisfy(error -> assertThat(error.expected()).isNotBlank());
  }

  @Test
  void previous_must_be_there_because_null_means_the_first_draw() {
    assertThat(errors("{\"chain\":\"c\",\"spec\":{\"kind\":\"permutation\",\"size\":5}}"))
        .extracting(FieldError::field)
        .containsExactly("previous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\"", "\"AAAA\"", "7", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\""})
  void previous_must_be_the_one_text_that_encodes_its_32_bytes(String previous) {
    assertThat(errors(request(previous, "{\"kind\":\"permutation\",\"size\":5}")))
        .extracting(FieldError::field)
        .containsExactly("previous");
  }

  @Test
  void long_values_are_shown_shortened() {
    assertThat(errors("{\"chain\":\"" + "x".repeat(5000) + "\",\"previous\":null}").get(0).value())
        .hasSize(FieldError.MAX_VALUE_CHARS)
        .endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{\"chain\":\"a\",\"chain\":\"b\"}", "[1]", "7"})
  void garbage_is_an_error_of_the_body(String text) {
    assertThat(errors(text)).extracting(FieldError::field).containsExactly("body");
  }

  @Test
  void lower_limits_of_a_gateway_are_kept() {
    DrawRequestReader strict = new DrawRequestReader(new Limits(5, 5, 5, 5, 5, 1024));
    byte[] body =
        request("null", "{\"kind\":\"permutation\",\"size\":6}").getBytes(StandardCharsets.UTF_8);

    assertThat(strict.read(body)).isInstanceOf(DrawRequestReader.Refused.class);
  }

  @Property
  void what_is_written_is_read_as_the_same_request(@ForAll("requests") DrawRequest request) {
    assertThat(reader.read(DrawWriter.bytes(request)))
        .isEqualTo(new DrawRequestReader.Accepted(request));
  }

  @Provide
  Arbitrary<DrawRequest> requests() {
    return Draws.requests();
  }

  private static String request(String previous, String spec) {
    return "{\"chain\":\"c\",\"previous\":" + previous + ",\"spec\":" + spec + "}";
  }

  private DrawRequestReader.Reading read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<FieldError> errors(String text) {
    assertThat(read(text)).isInstanceOf(DrawRequestReader.Refused.class);
    return ((DrawRequestReader.Refused) read(text)).errors();
  }
}
