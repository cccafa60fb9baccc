package io.eightnines.failover.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.journal.JournalReader;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@code GET /v1/journal}: what lately happened, as this daemon has written it down. */
@Guarded
@Path("/v1/journal")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalResource {
  /**
   * Entries that are more than a ballot said again, newest last.
   *
   * @param since the leader's clock from which on
   * @param left whether older ones were left out, because there are more than the limit
   */
  record JournalAnswer(String since, boolean left, List<JsonNode> lines) {}

  /** What a person or a console looks through; who wants more copies the files. */
  private static final int MAX_LINES = 1000;

  private static final Duration LONGEST = Duration.ofDays(7);

  private final JournalReader journal;
  private final InstantSource clock;

  JournalResource(JournalReader journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @GET
  public JournalAnswer lines(
      @DefaultValue("10m") @QueryParam("since") String since,
      @DefaultValue("200") @QueryParam("limit") String limit)
      throws IOException {
    Instant from = clock.instant().minus(Lengths.parse("since", since, LONGEST));
    JournalReader.Page page = journal.since(from, limit(limit));
    return new JournalAnswer(from.toString(), page.left(), page.lines());
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_LINES) {
      throw Fields.fault("limit", text, "1 to " + MAX_LINES);
    }
    return Integer.parseInt(text);
  }
}
