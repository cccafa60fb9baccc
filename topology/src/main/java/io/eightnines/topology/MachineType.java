package io.eightnines.topology;

import java.util.regex.Pattern;

/**
 * A provider's name for a kind of machine.
 *
 * @param text such as {@code m7i.large} or {@code e2-standard-2}
 */
public record MachineType(String text) {
  private static final Pattern TEXT = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+){1,3}");

  public MachineType {
    new Rules()
        .need(
            TEXT.matcher(text).matches() && text.length() <= 40,
            "",
            text,
            "a provider's machine type such as m7i.large or e2-standard-2")
        .keep();
  }

  @Override
  public String toString() {
    return text;
  }
}
