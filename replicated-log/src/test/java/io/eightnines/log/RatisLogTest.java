package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Clocks;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatisLogTest extends ReplicatedLogContract {
  /** A slow disk may take its time. */
  private static final LogPolicy PATIENT =
      new LogPolicy(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofSeconds(4), 256);

  @TempDir private Path directory;

  @Override
  ReplicatedLog start(Fold fold) {
    return open(Replica.alone(PATIENT), fold);
  }

  private RatisLog open(Replica replica, Fold fold) {
    return RatisLog.open(
        replica, directory, fold, new Clocks(InstantSource.system(), System::nanoTime));
  }

  @Test
  void the_log_of_a_group_of_others_is_refused() throws Exception {
    try (ReplicatedLog first = start(new Recorder())) {
      var _ = first.propose(bytes("a")).get(10, TimeUnit.SECONDS);
    }
    Replica other =
        new Replica("ns1", List.of(new Member("ns1", "127.0.0.1", 0)), Optional.empty(), PATIENT);

    assertThatThrownBy(() -> open(other, new Recorder()))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("it is the log of alone, expected one of ns1");
    try (ReplicatedLog again = start(new Recorder())) {
      assertThat(again.membership().self()).isEqualTo("alone");
    }
  }
}
