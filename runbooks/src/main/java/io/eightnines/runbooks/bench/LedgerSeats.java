package io.eightnines.runbooks.bench;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.gateway.ledger.Ledger;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.eightnines.gateway.settings.GroupSettings;
import io.eightnines.gateway.signing.SigningKey;
import io.eightnines.log.Replica;
import io.eightnines.runbooks.fleet.Authority;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** The ledgers of one group, all in this process, with the settings of production. */
final class LedgerSeats implements AutoCloseable {
  private static final int QUEUE = 1024;
  private static final int BATCH = 256;
  private static final int READERS = 4;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 10;

  private final Path folder;
  private final SigningKey key = key();
  private final List<Ledger> ledgers = new ArrayList<>();
  private final List<LedgerWriter> writers = new ArrayList<>();
  private final LongAdder batches = new LongAdder();
  private final LongAdder decided = new LongAdder();

  private LedgerSeats(Path folder) {
    this.folder = folder;
  }

  /** Opens what is in a folder, or makes it, and waits for a leader. */
  static LedgerSeats open(Path folder, int count) throws IOException, InterruptedException {
    LedgerSeats seats = new LedgerSeats(folder);
    for (Replica seat : count == 1 ? List.of(GroupSettings.loneSeat()) : group(folder, count)) {
      seats.open(seat);
    }
    long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
    while (!seats.ledgers.stream().allMatch(Ledger::isLed)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("nobody leads after " + LEADER_LIMIT.toSeconds() + " s");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return seats;
  }

  private static List<Replica> group(Path folder, int count) throws IOException {
    Path certificates = Files.createDirectories(folder.resolve("tls"));
    Authority authority = new Authority();
    authority.publish(certificates.resolve("ca.pem"));
    List<GroupSettings.MemberSettings> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = "site-" + i;
      int port = GatewayProcess.freePort();
      members.add(new GroupSettings.MemberSettings(name, "127.0.0.1", port));
      authority.issue(
          name,
          "127.0.0.1",
          certificates.resolve(name + ".pem"),
          certificates.resolve(name + ".key"));
    }
    return members.stream()
        .map(member ->
            new GroupSettings(
                    member.name(),
                    members,
                    GroupSettings.Election.DEFAULT,
                    new GroupSettings.Tls(
                        certificates.resolve(member.name() + ".pem"),
                        certificates.resolve(member.name() + ".key"),
                        certificates.resolve("ca.pem")),
                    false,
                    1)
                .seats()
                .getFirst())
        .toList();
  }

  private void open(Replica seat) {
    Ledger ledger =
        Ledger.open(
            folder.resolve(seat.self()),
            READERS,
            seat,
            new Clocks(InstantSource.system(), System::nanoTime));
    LedgerWriter writer =
        new LedgerWriter(
            ledger,
            this::make,
            new LedgerWriter.Bounds(QUEUE, BATCH, DRAIN),
            System::nanoTime,
            (requests, _) -> {
              batches.increment();
              decided.add(requests);
            });
    writer.start();
    ledgers.add(ledger);
    writers.add(writer);
  }

  private Optional<Draw> make(CustomerId customer, DrawRequest request) {
    return Optional.of(draw(customer, request, key));
  }

  private static Draw draw(CustomerId customer, DrawRequest request, SigningKey key) {
    Outcome outcome =
        new Outcome(
            List.of(
                new GeneratorUse("generator-1", "none", "bench", "untested"),
                new GeneratorUse("generator-2", "none", "bench", "untested")),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            LongStream.rangeClosed(1, 6).boxed().toList());
    return Draw.issue(customer, request, outcome, key);
  }

  private static SigningKey key() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** How long one signature takes, once the code that makes it is compiled. */
  static double signMicros(int times) {
    SigningKey key = key();
    byte[] content = new byte[512];
    for (int i = 0; i < times; i++) {
      var _ = key.sign(content);
    }
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      var _ = key.sign(content);
    }
    return (System.nanoTime() - begun) / 1e3 / times;
  }

  List<Ledger> ledgers() {
    return List.copyOf(ledgers);
  }

  List<LedgerWriter> writers() {
    return List.copyOf(writers);
  }

  /** The first one's file. */
  Path file() {
    return folder.resolve(ledgers.getFirst().membership().self()).resolve(Ledger.FILE);
  }

  void forget() {
    batches.reset();
    decided.reset();
  }

  double drawsAFlush() {
    return (double) decided.sum() / Math.max(1, batches.sum());
  }

  @Override
  public void close() throws IOException {
    try {
      for (LedgerWriter writer : writers) {
        writer.stop();
      }
      for (Ledger ledger : ledgers) {
        ledger.stop();
      }
    } catch (SQLException e) {
      throw new IOException("a ledger cannot be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a ledger was closed", e);
    }
  }
}
