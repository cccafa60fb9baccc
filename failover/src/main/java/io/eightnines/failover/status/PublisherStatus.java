package io.eightnines.failover.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.publish.PublisherView;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.ServerView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider, as this daemon knows it.
 *
 * @param phase STANDING_BY on all daemons but the one that leads
 * @param servedGeneration at the provider, when it was last read
 * @param losses what the plan says and the provider's records cannot
 */
public record PublisherStatus(
    String name,
    String phase,
    @JsonInclude @Nullable Long servedGeneration,
    long wantedGeneration,
    @JsonInclude @Nullable Long spreadingGeneration,
    int failures,
    @JsonInclude @Nullable String trouble,
    String since,
    List<String> losses,
    List<ServerStatus> servers) {
  /**
   * An authoritative name server that is read back from.
   *
   * @param standing NOT_READ, CURRENT, AWAITED, LAGS or WENT_BACK
   */
  public record ServerStatus(
      String server,
      @JsonInclude @Nullable Long seenGeneration,
      String standing,
      @JsonInclude @Nullable Long visibleAfterMillis,
      @JsonInclude @Nullable String trouble) {
    static ServerStatus of(ServerView view) {
      return new ServerStatus(
          view.server(),
          view.seen().orElse(null),
          view.standing().name(),
          view.visibleAfter().map(Duration::toMillis).orElse(null),
          view.trouble().orElse(null));
    }
  }

  static PublisherStatus of(Publishing.Line line) {
    PublisherView view = line.worker().view();
    return new PublisherStatus(
        view.name(),
        view.phase().name(),
        view.served().orElse(null),
        view.wanted(),
        view.spreading().orElse(null),
        view.failures(),
        view.trouble().orElse(null),
        view.since().toString(),
        view.losses().stream().map(loss -> loss.kind() + ": " + loss.text()).toList(),
        line.servers().stream().map(watch -> ServerStatus.of(watch.view())).toList());
  }
}
