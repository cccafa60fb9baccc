package io.eightnines.runbooks.load;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from answers, one after the other, when addresses have left. An answer holds two of three
 * addresses, so one answer without a live one is common; thirty in a row happen once in
 * 10<sup>14</sup> times.
 */
public final class Departure {
  static final int IN_A_ROW = 30;

  private final Set<String> leaving;
  private long first;
  private int row;

  /** Waits for answers that hold none of these. */
  public Departure(Set<String> leaving) {
    this.leaving = Set.copyOf(leaving);
  }

  /**
   * Takes the next answer; one that is empty proves nothing and begins the row anew.
   *
   * @param at when it came, in nanoseconds of elapsed time
   * @return when the first of thirty in a row came; empty as long as there are fewer
   */
  public Optional<Long> answered(List<String> answer, long at) {
    if (answer.isEmpty() || !Collections.disjoint(answer, leaving)) {
      row = 0;
      return Optional.empty();
    }
    first = row == 0 ? at : first;
    row++;
    return row < IN_A_ROW ? Optional.empty() : Optional.of(first);
  }
}
