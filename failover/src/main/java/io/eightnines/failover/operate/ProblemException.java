package io.eightnines.failover.operate;

import jakarta.ws.rs.WebApplicationException;

/** Leaves a resource with a problem as its answer. */
final class ProblemException extends WebApplicationException {
  private static final long serialVersionUID = 1;

  ProblemException(Problem problem) {
    super(problem.detail(), problem.response());
  }
}
