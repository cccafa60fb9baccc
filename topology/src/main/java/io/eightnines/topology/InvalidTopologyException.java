package io.eightnines.topology;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The refusal of a topology or of a part of one, with every fault found in it. */
public final class InvalidTopologyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidTopologyException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every fault, in the order in which the parts are read. */
  public List<Problem> problems() {
    return problems;
  }
}
