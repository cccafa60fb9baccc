package io.eightnines.failover.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The generation record: one TXT record beside the service's addresses, changed in the same batch.
 * Writers are fenced by it, and its digest tells whether anybody else changed the addresses.
 *
 * @param digest of the record sets that were published with it, see {@link Content#digest}
 */
public record Mark(long generation, String digest) {
  private static final Pattern FORM =
      Pattern.compile("eightnines generation=(0|[1-9][0-9]{0,17}) digest=([0-9a-f]{16})");

  public Mark {
    if (generation < 0) {
      throw new IllegalArgumentException("generation is " + generation + ", expected 0 or more");
    }
  }

  /** Reads the record's text; empty if it was not written by us. */
  public static Optional<Mark> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Mark(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The record's text, without quotes. */
  public String text() {
    return "eightnines generation=" + generation + " digest=" + digest;
  }
}
