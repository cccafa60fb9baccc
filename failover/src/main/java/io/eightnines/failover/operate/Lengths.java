package io.eightnines.failover.operate;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 30m}, {@code 2h}. */
final class Lengths {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})(s|m|h)");

  private Lengths() {}

  /**
   * @throws ProblemException naming {@code field}, if it is none or more than {@code most}
   */
  static Duration parse(String field, String text, Duration most) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || length(matcher).compareTo(most) > 0) {
      throw Problem.invalid(
              new Fault(field, text, "a length such as 90s, 30m or 2h, at most " + hours(most)))
          .exception();
    }
    return length(matcher);
  }

  private static Duration length(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static String hours(Duration most) {
    return most.toHours() + "h";
  }
}
