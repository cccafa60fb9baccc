package io.eightnines.failover.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Event;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.CastBallot;
import io.eightnines.failover.vote.ObserverId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One line of the journal: a hash and a body, with a blank between them. The hash is the SHA-256 of
 * the line before's hash and this body, so that the chain breaks wherever a line is changed.
 */
record JournalLine(String hash, String body) {
  /** Before the first line of all. */
  static final String NO_HASH = "0".repeat(64);

  private static final String NOTED = "noted";

  static JournalLine after(String hash, String body) {
    return new JournalLine(chained(hash, body), body);
  }

  /**
   * @throws IOException if this is no line
   */
  static JournalLine parse(byte[] bytes) throws IOException {
    String text = decoded(bytes);
    if (text.length() < 66 || text.charAt(64) != ' ') {
      throw new IOException("not a hash, a blank and a body");
    }
    return new JournalLine(text.substring(0, 64), text.substring(65));
  }

  /** What is not UTF-8 is refused rather than mended: mended, two lines could look the same. */
  private static String decoded(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8", e);
    }
  }

  boolean follows(String before) {
    return hash.equals(chained(before, body));
  }

  String text() {
    return hash + " " + body;
  }

  /** The line that begins a segment: all that is needed to go on from there. */
  static String head(String hashBefore, State state) throws IOException {
    ObjectNode head = Notation.json().createObjectNode();
    head.put("after", hashBefore);
    head.set("state", Notation.json().readTree(Notation.write(state)));
    return Notation.json().writeValueAsString(head);
  }

  /**
   * What an entry did. A ballot that says what the same observer's last one said is only named,
   * because most are so.
   */
  static String entry(State before, Stamp at, Command command, Step step) throws IOException {
    ObjectNode entry = Notation.json().createObjectNode();
    entry.put("index", at.index());
    entry.put("millis", at.millis());
    entry.put("wall", at.wall().toString());
    if (command instanceof Command.Cast cast && isAgain(before, cast.ballot())) {
      entry.put("again", cast.ballot().observer().name());
      entry.put("sequence", cast.ballot().sequence());
    } else {
      entry.set("command", Notation.json().readTree(Notation.write(command)));
    }
    ArrayNode events = entry.putArray("events");
    for (Event event : step.events()) {
      events.add(EventText.of(event));
    }
    if (step.adopted().isPresent()) {
      entry.set(
          "plan", Notation.json().readTree(Notation.write(step.adopted().orElseThrow().plan())));
    }
    if (events.isEmpty()) {
      entry.remove("events");
    }
    return Notation.json().writeValueAsString(entry);
  }

  /**
   * What became of a publish, written after the entry {@code after}; it has no index, because it is
   * no entry.
   */
  static String note(long after, Publication said, Instant wall) throws IOException {
    ObjectNode note = Notation.json().createObjectNode();
    note.put(NOTED, after);
    note.put("wall", wall.toString());
    ObjectNode publish = note.putObject("publish");
    publish.put("publisher", said.publisher());
    publish.put("generation", said.generation());
    publish.put("outcome", said.outcome());
    if (!said.text().isEmpty()) {
      publish.put("text", said.text());
    }
    said.manual().ifPresent(by -> publish.put("author", by.author()).put("reason", by.reason()));
    note.putArray("events").add(said.words());
    return Notation.json().writeValueAsString(note);
  }

  /** Whether a body is a note: something beside what was decided. */
  static boolean isNote(JsonNode body) {
    return body.has(NOTED);
  }

  /** The index of the last entry up to this line. */
  static long lastIndex(JsonNode body) throws IOException {
    JsonNode index =
        body.has("index")
            ? body.path("index")
            : isNote(body) ? body.path(NOTED) : body.at("/state/stamp/index");
    if (!index.isIntegralNumber()) {
      throw new IOException("index is missing");
    }
    return index.asLong();
  }

  private static boolean isAgain(State before, Ballot ballot) {
    CastBallot last = before.ballots().get(ballot.observer());
    return last != null && last.ballot().saysTheSameAs(ballot);
  }

  static Stamp stamp(JsonNode body) {
    return new Stamp(
        body.path("index").asLong(),
        body.path("millis").asLong(),
        Instant.parse(body.path("wall").asText()));
  }

  static Command command(State before, JsonNode body) throws IOException {
    if (!body.has("again")) {
      return Notation.readCommand(Notation.json().writeValueAsBytes(body.path("command")));
    }
    ObserverId observer = new ObserverId(body.path("again").asText());
    CastBallot last = before.ballots().get(observer);
    if (last == null) {
      throw new IOException("observer " + observer + " has no ballot to repeat");
    }
    return new Command.Cast(last.ballot().again(body.path("sequence").asLong()));
  }

  static JsonNode json(String body) throws JsonProcessingException {
    return Notation.json().readTree(body);
  }

  private static String chained(String hashBefore, String body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hashBefore.getBytes(StandardCharsets.US_ASCII));
      digest.update(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
