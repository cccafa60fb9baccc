package io.eightnines.failover.control;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.journal.Notation;
import io.eightnines.log.ReplicatedLog;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The control plane as this daemon's copy of it and the log make it. */
public final class DecidingPlane implements ControlPlane {
  /** A daemon that is this far behind its log is not asked for results. */
  private static final long APPLY_MILLIS = 2000;

  private final DecisionFold decisions;
  private final ReplicatedLog log;

  public DecidingPlane(DecisionFold decisions, ReplicatedLog log) {
    this.decisions = decisions;
    this.log = log;
  }

  @Override
  public State state() {
    return decisions.state();
  }

  @Override
  public CompletionStage<Step> submit(Command command) {
    return log.propose(Notation.write(command))
        .thenCompose(decisions::step)
        .orTimeout(APPLY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Step preview(Command command) {
    State now = decisions.state();
    Stamp next = new Stamp(now.stamp().index() + 1, now.stamp().millis(), now.stamp().wall());
    return Decider.apply(now, next, command);
  }
}
