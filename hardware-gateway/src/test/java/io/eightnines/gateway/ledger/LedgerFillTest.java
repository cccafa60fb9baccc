package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.draw.ChainHead;
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
import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFillTest {
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final ChainName CHAIN = new ChainName("c");

  /** More than one batch. */
  private static final int DRAWS = 300;

  @TempDir private Path folder;

  @Test
  void a_gateway_goes_on_from_what_was_filled_in() throws Exception {
    List<Draw> draws = draws();

    long filled = LedgerFill.fill(folder, draws.iterator(), _ -> {});

    assertThat(filled).isEqualTo(DRAWS);
    Ledger ledger =
        Ledger.open(folder, 1, Sites.alone(), new Clocks(InstantSource.system(), System::nanoTime));
    assertThat(ledger.head(CUSTOMER, CHAIN))
        .isEqualTo(new Look.Found<>(new ChainHead(CUSTOMER, CHAIN, draws.getLast().id(), DRAWS)));
    Draw next = draw(draws.getLast().id(), DRAWS);
    assertThat(ledger.submit(List.of(Candidate.of(next))).join())
        .containsExactly(new Verdict.Issued());
    ledger.stop();
  }

  @Test
  void what_cannot_be_issued_is_not_filled_in() {
    List<Draw> forked = List.of(draw(null, 1), draw(null, 2));

    assertThatThrownBy(() -> LedgerFill.fill(folder, forked.iterator(), _ -> {}))
        .hasMessageContaining("not issued");
  }

  @Test
  void a_ledger_that_is_there_is_left_alone() {
    long _ = LedgerFill.fill(folder, draws().iterator(), _ -> {});

    assertThatThrownBy(() -> LedgerFill.fill(folder, draws().iterator(), _ -> {}))
        .hasMessageContaining("there already");
  }

  private static List<Draw> draws() {
    List<Draw> draws = new ArrayList<>();
    @Nullable DrawId head = null;
    for (int i = 0; i < DRAWS; i++) {
      draws.add(draw(head, i));
      head = draws.getLast().id();
    }
    return draws;
  }

  private static Draw draw(@Nullable DrawId previous, int number) {
    return Draw.issue(
        CUSTOMER,
        new DrawRequest(CHAIN, previous, new Tag("draw " + number), new Spec.Permutation(1)),
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")), Instant.EPOCH, List.of(1L)),
        _ -> new Signature("k", "A".repeat(86)));
  }
}
