package io.eightnines.gateway.device;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a simulated device does instead of giving good noise. */
public sealed interface Fault {

  /** What {@link #parse} takes, in words. */
  String EXPECTED =
      "sound, dead, short, stuck, alternating, biased P (0 to 1) or slow N (milliseconds)";

  /** Nothing: the noise is good. */
  record Sound() implements Fault {}

  /** Gives no bytes. */
  record Dead() implements Fault {}

  /** Gives one byte whatever is asked for. */
  record ShortRead() implements Fault {}

  /** Gives the same byte for ever. */
  record Stuck() implements Fault {}

  /** Gives 0x55 and 0xAA in turns. */
  record Alternating() implements Fault {}

  /**
   * Each bit is one with this chance.
   *
   * @param ones 0 to 1
   */
  record Biased(double ones) implements Fault {}

  /** Gives good noise after so long. */
  record Slow(Duration delay) implements Fault {}

  /** A fault as the control file spells it; empty if it is none. */
  static Optional<Fault> parse(String text) {
    return switch (text) {
      case "sound" -> Optional.of(new Sound());
      case "dead" -> Optional.of(new Dead());
      case "short" -> Optional.of(new ShortRead());
      case "stuck" -> Optional.of(new Stuck());
      case "alternating" -> Optional.of(new Alternating());
      default -> parseWithNumber(text);
    };
  }

  private static Optional<Fault> parseWithNumber(String text) {
    Matcher biased = Pattern.compile("biased (0(\\.\\d{1,9})?|1(\\.0{1,9})?)").matcher(text);
    if (biased.matches()) {
      return Optional.of(new Biased(Double.parseDouble(biased.group(1))));
    }
    Matcher slow = Pattern.compile("slow (\\d{1,6})").matcher(text);
    if (slow.matches()) {
      return Optional.of(new Slow(Duration.ofMillis(Long.parseLong(slow.group(1)))));
    }
    return Optional.empty();
  }
}
