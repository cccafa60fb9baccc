package io.eightnines.gateway.ledger;

import static io.eightnines.gateway.ledger.Sites.issued;
import static io.eightnines.gateway.ledger.Sites.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.gateway.audit.LedgerAudit;
import io.eightnines.log.Closing;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What three members of a ledger in four shards promise together. */
class ShardedLedgerTest {
  private static final int SHARDS = 4;
  private static final Sharding SHARDING = new Sharding(SHARDS);
  private static final int CHAINS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final List<Sites> groups = new ArrayList<>();

  @BeforeEach
  void start_three_members_of_four_groups() throws Exception {
    for (int i = 0; i < SHARDS; i++) {
      groups.add(new Sites(folder.resolve(Integer.toString(i)), SHARDING.part(i), 3));
    }
  }

  @AfterEach
  void stop_all() throws Exception {
    List<AutoCloseable> ends = new ArrayList<>();
    groups.forEach(group -> ends.add(group::close));
    Closing.all(ends);
  }

  private ShardedLedger at(String name) {
    return new ShardedLedger(
        groups.stream()
            .map(group -> group.at(name))
            .map(site -> new Shard(site.ledger(), site.writer(), site.ledger().scrub(0, _ -> true)))
            .toList());
  }

  private static Optional<DrawId> ask(ShardedLedger ledger, DrawRequest request) throws Exception {
    IssueOutcome outcome =
        ledger.submit(Sites.CUSTOMER, request, PATIENCE).get(60, TimeUnit.SECONDS);
    return outcome instanceof IssueOutcome.Unavailable
        ? Optional.empty()
        : Optional.of(issued(outcome));
  }

  private static DrawId drawn(ShardedLedger ledger, DrawRequest request) throws Exception {
    List<DrawId> drawn = new ArrayList<>();
    Sites.until(() -> {
      ask(ledger, request).ifPresent(drawn::add);
      return !drawn.isEmpty();
    });
    return drawn.getFirst();
  }

  @Test
  void every_chain_goes_on_in_one_shard_and_every_draw_is_found_wherever_it_is() throws Exception {
    Map<DrawId, ChainHead> heads = new LinkedHashMap<>();
    for (int i = 0; i < CHAINS; i++) {
      String chain = "table-" + i;
      DrawId first = drawn(at("site-1"), request(chain, null, "a"));
      DrawId second = drawn(at("site-2"), request(chain, first, "b"));
      heads.put(second, new ChainHead(Sites.CUSTOMER, new ChainName(chain), second, 2));
    }

    for (String name : groups.getFirst().names()) {
      for (var draw : heads.entrySet()) {
        assertThat(Sites.known(() -> at(name).draw(draw.getKey()))).isInstanceOf(Look.Found.class);
        assertThat(Sites.known(() -> at(name).head(Sites.CUSTOMER, draw.getValue().chain())))
            .isEqualTo(new Look.Found<>(draw.getValue()));
      }
      DrawId nobodys = DrawId.ofContent(new byte[] {1});
      assertThat(Sites.known(() -> at(name).draw(nobodys))).isInstanceOf(Look.Nothing.class);
      assertThat(at(name).memberships()).hasSize(SHARDS);
      assertThat(at(name).isWritable()).isTrue();
    }
    List<PublicKey> keys = groups.stream().map(Sites::key).toList();
    stop_all();
    List<Path> files = groups.stream().map(group -> group.file("site-3")).toList();
    LedgerAudit.Findings audit = LedgerAudit.of(files, keys);
    assertThat(audit.faults()).isEmpty();
    assertThat(audit.draws()).hasSize(2 * CHAINS);
    assertThat(files)
        .as("no shard is without a chain")
        .allSatisfy(file -> assertThat(LedgerAudit.of(List.of(file), keys).draws()).isNotEmpty());
  }

  @Test
  void a_shard_without_a_leader_holds_its_own_chains_up_and_no_others() throws Exception {
    Map<Integer, String> chains =
        IntStream.range(0, 40)
            .mapToObj(i -> "table-" + i)
            .collect(
                Collectors.toMap(
                    chain -> SHARDING.of(Sites.CUSTOMER, new ChainName(chain)),
                    chain -> chain,
                    (one, _) -> one));
    DrawId there = drawn(at("site-1"), request(name(chains.get(1)), null, "a"));
    groups.getFirst().stop("site-2");
    groups.getFirst().stop("site-3");
    Sites.until(() -> !groups.getFirst().at("site-1").ledger().isLed());

    assertThat(ask(at("site-1"), request(name(chains.get(0)), null, "a"))).isEmpty();
    for (int shard = 1; shard < SHARDS; shard++) {
      var _ = drawn(at("site-1"), request(name(chains.get(shard)), null, "a"));
    }
    assertThat(at("site-1").isWritable()).isFalse();
    assertThat(at("site-1").draw(there)).isInstanceOf(Look.Found.class);
    assertThat(at("site-1").draw(DrawId.ofContent(new byte[] {1})))
        .as("it may be in the shard that nobody leads")
        .isInstanceOf(Look.Unknowable.class);
  }

  private static String name(@Nullable String chain) {
    if (chain == null) {
      throw new AssertionError("forty chains leave no shard without one");
    }
    return chain;
  }
}
