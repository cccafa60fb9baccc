package io.eightnines.client.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.draw.Draws;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawVerifierTest {

  private static final KeyPair KEYS = newKeys();
  private static final PublishedKeys PUBLISHED =
      new PublishedKeys(List.of(PublishedKey.of(KEYS.getPublic())));
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  private static final DrawRequest REQUEST =
      new DrawRequest(
          new ChainName("lottery-1"), null, new Tag("round 42"), new Spec.Selection(6, 49));

  private final DrawVerifier verifier = new DrawVerifier(PUBLISHED);

  @Property(tries = 200)
  void an_issued_draw_is_genuine_and_read_as_it_was_written(
      @ForAll("requests") DrawRequest request, @ForAll long seed) {
    Draw draw = issue(request, Draws.outcome(request.spec(), seed), KEYS);
    byte[] bytes = DrawWriter.bytes(draw);

    assertThat(DrawReader.read(bytes)).isEqualTo(new DrawReader.Read(draw));
    assertThat(verifier.verify(bytes)).isEqualTo(new DrawVerifier.Genuine(draw));
  }

  @Property(tries = 2000)
  void any_one_changed_byte_makes_a_draw_forged(
      @ForAll("requests") DrawRequest request,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = DrawWriter.bytes(issue(request, Draws.outcome(request.spec(), 7), KEYS));

    bytes[place % bytes.length] ^= (byte) change;

    assertThat(verifier.verify(bytes)).isInstanceOf(DrawVerifier.Forged.class);
  }

  @Test
  void a_provider_that_cannot_verify_is_refused_instead_of_every_draw() {
    assertThatThrownBy(() -> new DrawVerifier(PUBLISHED, Security.getProvider("SunJCE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("provider SunJCE: expected one with Ed25519");
  }

  @Test
  void every_single_bit_of_one_draw_counts() {
    byte[] bytes = DrawWriter.bytes(draw());

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifier.verify(bytes)).isInstanceOf(DrawVerifier.Forged.class);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }

    assertThat(verifier.verify(bytes)).isInstanceOf(DrawVerifier.Genuine.class);
  }

  @Test
  void a_draw_signed_with_an_unpublished_key_is_forged() {
    byte[] bytes = DrawWriter.bytes(issue(REQUEST, Draws.outcome(REQUEST.spec(), 7), newKeys()));

    assertThat(verifier.verify(bytes))
        .isInstanceOfSatisfying(
            DrawVerifier.Forged.class,
            forged -> assertThat(forged.reason()).contains("no published key"));
  }

  @Test
  void an_impossible_result_is_forged_whoever_signed_it() {
    DrawRequest possible = draw().request();
    DrawRequest other =
        new DrawRequest(possible.chain(), null, possible.tag(), new Spec.Numbers(3, 1, 6, false));
    Outcome three = Draws.outcome(new Spec.Permutation(9), 1);

    byte[] bytes = DrawWriter.bytes(issue(other, three, KEYS));

    assertThat(verifier.verify(bytes))
        .isEqualTo(new DrawVerifier.Forged("result has 9 numbers, not 3"));
  }

  @Test
  void white_space_makes_a_draw_forged() {
    String text = new String(DrawWriter.bytes(draw()), UTF_8);

    assertThat(verifier.verify(text.replaceFirst(",", ", ").getBytes(UTF_8)))
        .isEqualTo(new DrawVerifier.Forged("not in canonical form (RFC 8785)"));
    assertThat(verifier.verify((text + "\n").getBytes(UTF_8)))
        .isEqualTo(new DrawVerifier.Forged("not in canonical form (RFC 8785)"));
  }

  @Test
  void an_id_of_other_content_is_forged() {
    Draw draw = draw();
    Draw renamed =
        new Draw(
            new CustomerId("somebody-else"),
            draw.request(),
            draw.outcome(),
            draw.id(),
            draw.signature());

    assertThat(verifier.verify(DrawWriter.bytes(renamed)))
        .isEqualTo(new DrawVerifier.Forged("the id is not the hash of the content"));
  }

  @Test
  void published_keys_are_read_as_they_were_written() {
    assertThat(PublishedKeys.read(PUBLISHED.toJson())).isEqualTo(PUBLISHED);
  }

  @Test
  void a_key_under_an_id_that_is_not_its_hash_is_refused() {
    String text = new String(PUBLISHED.toJson(), UTF_8);
    String keyId = PUBLISHED.keys().get(0).keyId();

    assertThatThrownBy(
            () -> PublishedKeys.read(text.replace(keyId, "AAAAAAAAAAAAAAAA").getBytes(UTF_8)))
        .hasMessageContaining("the hash of the key");
  }

  @Provide
  Arbitrary<DrawRequest> requests() {
    return Draws.requests();
  }

  private static Draw draw() {
    return issue(REQUEST, Draws.outcome(REQUEST.spec(), 7), KEYS);
  }

  private static Draw issue(DrawRequest request, Outcome outcome, KeyPair keys) {
    String keyId = PublishedKey.of(keys.getPublic()).keyId();
    return Draw.issue(
        CUSTOMER,
        request,
        outcome,
        content -> new Signature(keyId, Base64Url.encode(sign(content, keys))));
  }

  private static byte[] sign(byte[] content, KeyPair keys) {
    try {
      java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
