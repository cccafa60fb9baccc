package io.eightnines.failover.publish;

import io.eightnines.failover.publish.PublisherView.Phase;
import io.eightnines.failover.publish.ServerView.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something about a publisher that a person must hear of, in words. */
public record PublishAlert(Name name, String publisher, String text, Instant since) {
  /** The alerts that publishers can raise. */
  public enum Name {
    /** A provider has not done what it was asked for a while. */
    PUBLISHER_FAILS,
    /** Somebody else changed a provider's records. */
    PUBLISHER_DRIFTED,
    /** A provider serves a newer plan than this daemon knows. */
    PUBLISHER_AHEAD,
    /** A name server answers an old generation, or nothing, after its time. */
    NAME_SERVER_LAGS,
    /** A name server answers an older generation than it did. */
    NAME_SERVER_WENT_BACK
  }

  /** One failure is a retry; what lasts this long is somebody's business. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  static Optional<PublishAlert> of(PublisherView view, Instant now) {
    boolean lasts = Duration.between(view.since(), now).compareTo(PATIENCE) >= 0;
    String text = view.trouble().orElse("");
    return switch (view.phase()) {
      case Phase.FAILING ->
          lasts
              ? Optional.of(
                  alert(
                      Name.PUBLISHER_FAILS,
                      view,
                      "%d tries failed, the last by %s".formatted(view.failures(), text)))
              : Optional.empty();
      case Phase.DRIFTED -> Optional.of(alert(Name.PUBLISHER_DRIFTED, view, text));
      case Phase.AHEAD ->
          lasts
              ? Optional.of(
                  alert(
                      Name.PUBLISHER_AHEAD,
                      view,
                      "it serves generation %d, this daemon knows %d"
                          .formatted(view.served().orElse(0L), view.wanted())))
              : Optional.empty();
      case Phase.STANDING_BY, Phase.SERVED, Phase.PUBLISHING -> Optional.empty();
    };
  }

  /** What a person must hear of one name server. */
  public static List<PublishAlert> of(String publisher, ServerView view, Instant now) {
    List<PublishAlert> alerts = new ArrayList<>();
    String text =
        "%s answers %s, awaited is %d%s"
            .formatted(
                view.server(),
                view.seen().map(String::valueOf).orElse("nothing"),
                view.awaited(),
                view.trouble().map(why -> " (" + why + ")").orElse(""));
    if (view.standing() == Standing.LAGS) {
      alerts.add(new PublishAlert(Name.NAME_SERVER_LAGS, publisher, text, now));
    }
    if (view.standing() == Standing.WENT_BACK) {
      alerts.add(new PublishAlert(Name.NAME_SERVER_WENT_BACK, publisher, text, now));
    }
    return alerts;
  }

  private static PublishAlert alert(Name name, PublisherView view, String text) {
    return new PublishAlert(name, view.name(), text, view.since());
  }
}
