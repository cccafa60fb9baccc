package io.eightnines.client.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.Json;
import io.eightnines.client.json.StrictJson;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DrawTextTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  @Property(tries = 300)
  void pieces_make_the_canonical_form_of_the_whole(
      @ForAll("requests") DrawRequest request, @ForAll long seed) {
    DrawText text = DrawText.of(CUSTOMER, request, Draws.outcome(request.spec(), seed));
    DrawId id = DrawId.ofContent(text.content());
    Json.Members whole = read(text.whole(id, new Signature("k", "A".repeat(86))));

    assertThat(text.whole(id, new Signature("k", "A".repeat(86))))
        .isEqualTo(CanonicalJson.bytes(whole));
    assertThat(text.signedContent(id)).isEqualTo(CanonicalJson.bytes(whole.without("signature")));
    assertThat(text.content()).isEqualTo(CanonicalJson.bytes(whole.without("signature", "id")));
  }

  @Provide
  Arbitrary<DrawRequest> requests() {
    return Draws.requests();
  }

  private static Json.Members read(byte[] bytes) {
    if (StrictJson.read(bytes, bytes.length) instanceof StrictJson.Value value
        && value.json() instanceof Json.Members members) {
      return members;
    }
    throw new AssertionError("no object");
  }
}
