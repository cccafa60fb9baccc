package io.eightnines.gateway.http;

import io.eightnines.client.json.Json;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerScrub;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.eightnines.gateway.reload.ConfigurationKeeper;
import io.eightnines.http.FreshJson;
import io.eightnines.http.Readiness;
import io.eightnines.log.Membership;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Health at its full depth: what all that a draw needs has to say. */
@Path("/health/deep")
public final class DeepHealthResource {

  /** What a draw needs. */
  public record Needs(Supplier<List<Feed>> feeds, Pool pool, ShardedLedger ledger, Latest latest) {}

  /** What became of the latest change of the configuration. */
  @FunctionalInterface
  public interface Latest {
    /** Taken or refused. */
    ConfigurationKeeper.Outcome outcome();
  }

  private final Readiness readiness;
  private final Needs needs;

  /** Reports on these. */
  public DeepHealthResource(Readiness readiness, Needs needs) {
    this.readiness = readiness;
    this.needs = needs;
  }

  /** 200 when a draw could be issued now, else 503; in both cases how each need stands. */
  @GET
  public Response deep() {
    boolean writable = needs.ledger().isWritable();
    boolean hasRoom = needs.ledger().hasRoom();
    int bytes = needs.pool().size();
    Json body =
        Json.Members.of(
            Map.of(
                "state",
                new Json.Text(readiness.state().word()),
                "devices",
                new Json.Items(needs.feeds().get().stream().map(DeepHealthResource::json).toList()),
                "configuration",
                new Json.Text(word(needs.latest().outcome())),
                "pool",
                Json.Members.of(
                    Map.of(
                        "bytes", new Json.Whole(bytes),
                        "capacity", new Json.Whole(needs.pool().capacity()))),
                "ledger",
                ledger(needs.ledger(), writable, hasRoom)));
    return FreshJson.response(writable && hasRoom && bytes > 0 ? 200 : 503, body);
  }

  private static Json ledger(ShardedLedger ledger, boolean writable, boolean hasRoom) {
    LedgerScrub.View scrub = ledger.scrubbed();
    return Json.Members.of(
        Map.of(
            "writable", new Json.Truth(writable),
            "broken", new Json.Truth(ledger.isBroken()),
            "caughtUp", new Json.Truth(ledger.hasCaughtUp()),
            "waiting", new Json.Whole(ledger.waiting()),
            "shards",
                new Json.Items(
                    ledger.memberships().stream().map(DeepHealthResource::json).toList()),
            "diskFull", new Json.Truth(!hasRoom),
            "scrub",
                Json.Members.of(
                    Map.of(
                        "rounds", new Json.Whole(scrub.rounds()),
                        "damaged", new Json.Whole(scrub.damaged()),
                        "mended", new Json.Whole(scrub.mended()),
                        "fault", scrub.fault().<Json>map(Json.Text::new).orElse(Json.NOTHING)))));
  }

  /** Why one was refused is in the log only: the reason may quote the file. */
  private static String word(ConfigurationKeeper.Outcome outcome) {
    return switch (outcome) {
      case ConfigurationKeeper.Outcome.Taken _ -> "taken";
      case ConfigurationKeeper.Outcome.Refused _ -> "refused";
    };
  }

  private static Json json(Membership shard) {
    return Json.Members.of(
        Map.of(
            "role", new Json.Text(shard.role().name().toLowerCase(Locale.ROOT)),
            "leader", new Json.Text(shard.leader().orElse("")),
            "applied", new Json.Whole(shard.applied())));
  }

  private static Json json(Feed feed) {
    String breaker = feed.device().breaker().getState().name().toLowerCase(Locale.ROOT);
    Feed.View view = feed.view();
    Json lastFailure =
        view.lastFailure()
            .<Json>map(failure -> new Json.Text(failure.test().word()))
            .orElse(Json.NOTHING);
    return Json.Members.of(
        Map.of(
            "id", new Json.Text(feed.generator().id()),
            "model", new Json.Text(feed.generator().model()),
            "breaker", new Json.Text(breaker),
            "health", new Json.Text(view.state().word()),
            "lastFailure", lastFailure));
  }
}
