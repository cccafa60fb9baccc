package io.eightnines.failover.dns.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieSecretsTest {
  private static final String ONE = "e5e973e5a6b2a43f48e7dc849e37bfcf";
  private static final String TWO = "445536bcd2513298075a5d379663c962";

  @TempDir Path folder;

  private Path file(String text, String mode) throws Exception {
    Path file = Files.writeString(folder.resolve("cookies"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void own_secrets_are_renewed_once_a_day_and_the_previous_one_stays_accepted() {
    AtomicLong nanos = new AtomicLong();
    CookieSecrets own = CookieSecrets.own(new SplittableRandom(1), nanos::get);
    List<CookieSecret> first = own.get();

    nanos.set(Duration.ofHours(23).toNanos());
    own.refresh();
    assertThat(own.get()).isEqualTo(first);

    nanos.set(Duration.ofDays(1).toNanos());
    own.refresh();
    assertThat(own.get()).hasSize(2).endsWith(first.getFirst());

    nanos.set(Duration.ofDays(2).toNanos());
    own.refresh();
    assertThat(own.get()).hasSize(2).doesNotContain(first.getFirst());
  }

  @Test
  void a_changed_file_is_taken_up_and_a_faulty_one_is_not() throws Exception {
    CookieSecrets shared = CookieSecrets.of(file(ONE + "\n", "rw-r-----"));
    AtomicInteger failures = new AtomicInteger();
    SecretsKeeper keeper = new SecretsKeeper(shared, failures::incrementAndGet);

    file(TWO + "\n\n" + ONE, "rw-------");
    keeper.refresh();
    List<CookieSecret> both = List.of(CookieSecret.parse(TWO), CookieSecret.parse(ONE));
    assertThat(shared.get()).isEqualTo(both);

    file(TWO + "\nnonsense\n", "rw-------");
    keeper.refresh();
    Files.delete(folder.resolve("cookies"));
    keeper.refresh();
    assertThat(shared.get()).isEqualTo(both);
    assertThat(failures).hasValue(2);
  }

  @Test
  void a_file_that_is_not_in_order_is_refused_without_repeating_a_secret() throws Exception {
    assertThatThrownBy(() -> CookieSecrets.of(file("", "rw-------")))
        .hasMessageContaining("with 0 secrets, expected 1 to 4");
    assertThatThrownBy(() -> CookieSecrets.of(file((ONE + "\n").repeat(5), "rw-------")))
        .hasMessageContaining("with 5 secrets, expected 1 to 4");
    assertThatThrownBy(() -> CookieSecrets.of(file(ONE, "rw-r--r--")))
        .hasMessageContaining("others may read");
    assertThatThrownBy(() -> CookieSecrets.of(file(ONE + "00", "rw-------")))
        .hasMessageContaining("34 characters, expected 32 hex digits")
        .hasMessageNotContaining(ONE);
    assertThat(CookieSecret.parse(ONE).toString()).doesNotContain("e5e9");
  }
}
