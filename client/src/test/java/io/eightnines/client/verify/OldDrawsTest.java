package io.eightnines.client.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Draws as they were issued in former times, byte for byte: they must be genuine for ever. Never
 * change what is here; whatever it takes, readers must take it.
 */
class OldDrawsTest {

  private static final String KEYS =
      """
      {"keys":[{"algorithm":"Ed25519","keyId":"8tILRs57Au_kRsU8","publicKey":"mKX5LqTaS-fw\
      rvQD7BWJ9vhhGbodJq_QwGxj7qLSBlc"}]}\
      """;

  /** Of version 1. */
  private static final String SELECTION =
      """
      {"chain":"lottery-1","customer":"acme","generators":[{"health":"untested","id":"nois\
      e-1","model":"character device /dev/hwrng","site":"site-a"},{"health":"healthy","id"\
      :"noise-2","model":"a \\"quoted\\" dévice","site":"site-a"}],"id":"JVYmoGze59tJpI8ff\
      GYBmGA6K1smvU51mKDzTGIbp78","issuedAt":"2026-11-21T01:02:03.000456Z","previous":null\
      ,"result":[3,7,19,23,41,49],"signature":{"algorithm":"Ed25519","keyId":"8tILRs57Au_k\
      RsU8","value":"V8VgcWUvV12aCTvPmu5ywXlsUNBIekHCsEp-Ozey5eMd5ALh6fUv5ajzX202Szwv2WSf1\
      x3goubuulL6WHCOBw"},"spec":{"k":6,"kind":"selection","n":49},"tag":"round 1 ä€","ver\
      sion":1}\
      """;

  /** Of version 1. */
  private static final String NUMBERS =
      """
      {"chain":"lottery-1","customer":"acme","generators":[{"health":"untested","id":"nois\
      e-1","model":"character device /dev/hwrng","site":"site-a"},{"health":"healthy","id"\
      :"noise-2","model":"a \\"quoted\\" dévice","site":"site-a"}],"id":"bI2c_F7Gih64weSoO\
      1Q13ReyiHufEqIDeyHDWm-M3aI","issuedAt":"2026-11-21T01:02:03.000456Z","previous":"JVY\
      moGze59tJpI8ffGYBmGA6K1smvU51mKDzTGIbp78","result":[-9007199254740991,0,900719925474\
      0991],"signature":{"algorithm":"Ed25519","keyId":"8tILRs57Au_kRsU8","value":"F4sn--J\
      tpWxfMq8WthV6mS38urx_xOyT0Wqyw_kqyM85SSnKiGNO5OmdRoiesFlL0pF9QtRskCOj8c3M48fcBA"},"s\
      pec":{"count":3,"kind":"numbers","max":9007199254740991,"min":-9007199254740991,"rep\
      etition":true},"tag":"round 2 ä€","version":1}\
      """;

  /** Of version 1. */
  private static final String PERMUTATION =
      """
      {"chain":"lottery-1","customer":"acme","generators":[{"health":"untested","id":"nois\
      e-1","model":"character device /dev/hwrng","site":"site-a"},{"health":"healthy","id"\
      :"noise-2","model":"a \\"quoted\\" dévice","site":"site-a"}],"id":"GNfCRzlWqPxTpElCa\
      iw5DarjyHEQGbAqO3geOIo933A","issuedAt":"2026-11-21T01:02:03.000456Z","previous":"bI2\
      c_F7Gih64weSoO1Q13ReyiHufEqIDeyHDWm-M3aI","result":[4,2,5,1,3],"signature":{"algorit\
      hm":"Ed25519","keyId":"8tILRs57Au_kRsU8","value":"i8hnnRqRrZ8HslsKK733vXZtQu3L_t6Vi3\
      v9I-saE1VUfkNNzFj6UjTlBxbRnwLXlkXQvFqliASUYTXmAig6DQ"},"spec":{"kind":"permutation",\
      "size":5},"tag":"round 3 ä€","version":1}\
      """;

  private final DrawVerifier verifier = new DrawVerifier(PublishedKeys.read(KEYS.getBytes(UTF_8)));

  @ParameterizedTest
  @ValueSource(strings = {SELECTION, NUMBERS, PERMUTATION})
  void an_old_draw_is_genuine_and_written_as_it_was(String text) {
    assertThat(verifier.verify(text.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            DrawVerifier.Genuine.class,
            genuine ->
                assertThat(new String(DrawWriter.bytes(genuine.draw()), UTF_8)).isEqualTo(text));
  }

  @Test
  void a_wide_draw_is_of_version_2_with_all_its_numbers_as_texts() {
    String text = written(new Spec.Numbers(2, 0, Long.MAX_VALUE, true), List.of(7L, 1L << 62));

    assertThat(text)
        .contains("\"result\":[\"7\",\"4611686018427387904\"]")
        .contains("\"max\":\"9223372036854775807\",\"min\":\"0\"")
        .contains("\"version\":2");
  }

  @Test
  void a_lottery_is_of_version_2_with_a_list_for_each_pool() {
    Spec lottery = new Spec.Pools(List.of(new Spec.Selection(2, 50), new Spec.Selection(1, 12)));

    assertThat(written(lottery, List.of(3L, 4L, 12L)))
        .contains("\"result\":[[3,4],[12]]")
        .contains("\"spec\":{\"kind\":\"pools\",\"pools\":[{\"k\":2,\"n\":50},{\"k\":1,\"n\":12}]}")
        .contains("\"version\":2");
  }

  private static String written(Spec spec, List<Long> result) {
    GeneratorUse use = new GeneratorUse("noise-1", "a generator", "site-a", "healthy");
    Draw draw =
        Draw.issue(
            new CustomerId("acme"),
            new DrawRequest(new ChainName("c"), null, Tag.NONE, spec),
            new Outcome(List.of(use), Instant.EPOCH, result),
            content -> new Signature("k", "A".repeat(86)));
    return new String(DrawWriter.bytes(draw), UTF_8);
  }
}
