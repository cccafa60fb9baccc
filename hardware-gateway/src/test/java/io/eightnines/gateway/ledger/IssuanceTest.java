package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.gateway.ledger.Issuance.Found;
import io.eightnines.gateway.ledger.Issuance.Head;
import io.eightnines.gateway.ledger.Issuance.Kept;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuanceTest {

  private static final DrawId SOME = DrawId.ofContent(new byte[] {1});
  private static final DrawId OTHER = DrawId.ofContent(new byte[] {2});

  @Test
  void the_first_draw_of_a_new_chain_is_issued_at_position_one() {
    assertThat(Issuance.decide(request(null, "a"), new Found(null, null)))
        .isEqualTo(new Issuance.Issue(1));
  }

  @Test
  void after_the_head_the_next_draw_is_issued() {
    assertThat(Issuance.decide(request(SOME, "a"), new Found(null, new Head(SOME, 7))))
        .isEqualTo(new Issuance.Issue(8));
  }

  @Test
  void the_same_request_again_gets_the_same_draw() {
    Kept kept = kept(request(SOME, "a"));

    assertThat(Issuance.decide(request(SOME, "a"), new Found(kept, null)))
        .isEqualTo(new Issuance.Reissue(kept));
  }

  @Test
  void another_tag_at_a_taken_place_is_refused_with_the_draw_that_was_issued() {
    Kept kept = kept(request(SOME, "a"));

    assertThat(Issuance.decide(request(SOME, "b"), new Found(kept, null)))
        .isEqualTo(new Issuance.Refuse(kept.draw().id()));
  }

  @Test
  void a_previous_draw_that_the_chain_does_not_have_is_unknown() {
    assertThat(Issuance.decide(request(OTHER, "a"), new Found(null, new Head(SOME, 7))))
        .isEqualTo(new Issuance.UnknownPrevious());
  }

  @Test
  void a_previous_draw_of_a_chain_that_does_not_exist_is_unknown() {
    assertThat(Issuance.decide(request(OTHER, "a"), new Found(null, null)))
        .isEqualTo(new Issuance.UnknownPrevious());
  }

  private static DrawRequest request(@Nullable DrawId previous, String tag) {
    return new DrawRequest(
        new ChainName("lottery-1"), previous, new Tag(tag), new Spec.Permutation(1));
  }

  private static Kept kept(DrawRequest request) {
    Outcome outcome =
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")), Instant.EPOCH, List.of(1L));
    Draw draw =
        Draw.issue(
            new CustomerId("acme"),
            request,
            outcome,
            content -> new Signature("k", "A".repeat(86)));
    return new Kept(draw, new byte[0]);
  }
}
