package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.client.verify.PublishedKey;
import io.eightnines.gateway.signing.SigningKey;
import io.eightnines.log.Certificates;
import io.eightnines.log.Closing;
import io.eightnines.log.FreePort;
import io.eightnines.log.LogPolicy;
import io.eightnines.log.LostDisk;
import io.eightnines.log.Member;
import io.eightnines.log.Replica;
import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Some members of one ledger, over loopback sockets and mutual TLS, each with its own disk. */
final class Sites {
  static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of {@link Await}'s usual length each. */
  private static final int LONG_ROUNDS = 4;

  /** Settles soon, so that tests see a log whose beginning is gone. */
  private static final LogPolicy POLICY =
      new LogPolicy(
          Duration.ofMillis(400), Duration.ofMillis(900), Duration.ofSeconds(5), 5, 4 << 20);

  /** The seat of a ledger that has no other members and whose disk may take its time. */
  static Replica alone() {
    return Replica.alone(
        new LogPolicy(
            Duration.ofMillis(400), Duration.ofMillis(900), Duration.ofSeconds(10), 1000, 4 << 20));
  }

  /** A member that runs. */
  record Site(Ledger ledger, LedgerWriter writer) {}

  private final Path folder;
  private final String part;
  private final Certificates authority;
  private final KeyPair keys;
  private final SigningKey signer;
  private final List<Member> members = new ArrayList<>();
  private final AtomicLong made = new AtomicLong();
  private final Map<String, Site> running = new ConcurrentHashMap<>();

  Sites(Path folder, int count) throws Exception {
    this(folder, "", count);
  }

  /** Members of a part of a ledger, as {@link Sharding#part} calls it. */
  Sites(Path folder, String part, int count) throws Exception {
    this.folder = folder;
    this.part = part;
    this.authority = new Certificates(folder.resolve("tls"), "authority");
    this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    this.signer = new SigningKey(keys);
    for (int i = 1; i <= count; i++) {
      int port = FreePort.at(InetAddress.getLoopbackAddress());
      members.add(new Member("site-" + i, "127.0.0.1", port));
    }
    for (String name : names()) {
      start(name);
    }
    Await.until(
        "somebody leads", () -> names().stream().allMatch(name -> at(name).ledger().isLed()));
  }

  /** Waits long enough for a machine that has much else to do. */
  static void until(Callable<Boolean> condition) throws Exception {
    for (int round = 1; round < LONG_ROUNDS; round++) {
      try {
        Await.until("round " + round, condition);
        return;
      } catch (AssertionError notYet) {
        // the next round
      }
    }
    Await.until("the last round", condition);
  }

  /** Looks again while a group has no leader. */
  static <T> Look<T> known(Callable<Look<T>> look) throws Exception {
    List<Look<T>> looks = new ArrayList<>();
    until(() -> {
      looks.add(look.call());
      return !(looks.getLast() instanceof Look.Unknowable);
    });
    return looks.getLast();
  }

  List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  Path file(String name) {
    return folder.resolve(name).resolve(Ledger.FILE);
  }

  PublishedKey published() {
    return signer.published();
  }

  PublicKey key() {
    return keys.getPublic();
  }

  Site at(String name) {
    return Objects.requireNonNull(running.get(name), name);
  }

  Optional<Site> ifUp(String name) {
    return Optional.ofNullable(running.get(name));
  }

  void start(String name) throws Exception {
    start(name, false);
  }

  /** Starts a member whose disk is empty in a group that runs. */
  void join(String name) throws Exception {
    start(name, true);
  }

  private void start(String name, boolean joins) throws Exception {
    Replica seat = new Replica(name, members, Optional.of(authority.member(name)), POLICY, joins);
    Ledger ledger =
        Ledger.open(
            new Ledger.Place(folder.resolve(name), part, 0),
            4,
            seat,
            new Clocks(InstantSource.system(), System::nanoTime));
    LedgerWriter writer =
        new LedgerWriter(
            ledger,
            this::make,
            new LedgerWriter.Bounds(1000, 256, Duration.ofSeconds(10)),
            System::nanoTime,
            (requests, took) -> {});
    writer.start();
    running.put(name, new Site(ledger, writer));
  }

  void stop(String name) throws Exception {
    Site site = Objects.requireNonNull(running.remove(name), name);
    // The log first: what the writer has under way is lost, as when the process dies.
    site.ledger().log().close();
    site.writer().stop();
    site.ledger().stop();
  }

  void wipe(String name) throws Exception {
    LostDisk.wipe(folder.resolve(name));
  }

  String leader() throws Exception {
    until(() -> leading().isPresent());
    return leading().orElseThrow();
  }

  private Optional<String> leading() {
    return running.values().stream()
        .map(site -> site.ledger().membership())
        .flatMap(membership -> membership.leader().stream())
        .filter(running::containsKey)
        .findFirst();
  }

  private Optional<Draw> make(CustomerId customer, DrawRequest request) {
    Outcome outcome =
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")),
            Instant.EPOCH.plusSeconds(made.incrementAndGet()),
            List.of(1L));
    return Optional.of(Draw.issue(customer, request, outcome, signer));
  }

  IssueOutcome ask(String name, DrawRequest request) throws Exception {
    return at(name).writer().submit(CUSTOMER, request, PATIENCE).get(60, TimeUnit.SECONDS);
  }

  /** Asks again until the group has answered. */
  IssueOutcome askUntilAnswered(String name, DrawRequest request) throws Exception {
    List<IssueOutcome> answers = new ArrayList<>();
    until(() -> {
      answers.add(ask(name, request));
      return !(answers.getLast() instanceof IssueOutcome.Unavailable);
    });
    return answers.getLast();
  }

  static DrawRequest request(String chain, @Nullable DrawId previous, String tag) {
    return new DrawRequest(new ChainName(chain), previous, new Tag(tag), new Spec.Permutation(1));
  }

  static DrawId issued(IssueOutcome outcome) {
    return switch (outcome) {
      case IssueOutcome.Issued issued -> issued.id();
      case IssueOutcome.Reissued reissued -> reissued.id();
      default -> throw new AssertionError("expected a draw but got " + outcome);
    };
  }

  void close() throws Exception {
    List<AutoCloseable> ends = new ArrayList<>();
    List.copyOf(running.keySet()).forEach(name -> ends.add(() -> stop(name)));
    Closing.all(ends);
  }
}
