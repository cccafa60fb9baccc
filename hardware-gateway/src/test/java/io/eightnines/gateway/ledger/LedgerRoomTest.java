package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.gateway.signing.SigningKey;
import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRoomTest {
  private static final long MORE_THAN_ANY_DISK = Long.MAX_VALUE;

  @TempDir private Path folder;

  @Test
  void without_room_nothing_new_is_issued_and_what_was_issued_is_given_again() throws Exception {
    IssueOutcome before = ask(0, null);
    DrawId first = ((IssueOutcome.Issued) before).id();

    assertThat(ask(MORE_THAN_ANY_DISK, first)).isEqualTo(new IssueOutcome.DiskFull());
    assertThat(ask(MORE_THAN_ANY_DISK, null))
        .isInstanceOfSatisfying(
            IssueOutcome.Reissued.class, again -> assertThat(again.id()).isEqualTo(first));
    assertThat(ask(0, first)).isInstanceOf(IssueOutcome.Issued.class);
  }

  private IssueOutcome ask(long reserve, @Nullable DrawId previous) throws Exception {
    Ledger ledger =
        Ledger.open(
            new Ledger.Place(folder, "", reserve),
            2,
            Sites.alone(),
            new Clocks(InstantSource.system(), System::nanoTime));
    SigningKey key = new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    LedgerWriter writer =
        new LedgerWriter(
            ledger,
            (customer, request) ->
                Optional.of(
                    Draw.issue(
                        customer,
                        request,
                        new Outcome(
                            List.of(new GeneratorUse("g", "m", "s", "untested")),
                            Instant.EPOCH,
                            List.of(1L)),
                        key)),
            new LedgerWriter.Bounds(10, 10, Duration.ofSeconds(10)),
            System::nanoTime,
            (requests, took) -> {});
    writer.start();
    try {
      return writer
          .submit(Sites.CUSTOMER, Sites.request("c", previous, "a"), Duration.ofSeconds(30))
          .get(60, TimeUnit.SECONDS);
    } finally {
      writer.stop();
      ledger.stop();
    }
  }
}
