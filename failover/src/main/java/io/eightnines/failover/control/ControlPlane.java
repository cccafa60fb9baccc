package io.eightnines.failover.control;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.Step;
import java.util.concurrent.CompletionStage;

/** What those who look and those who give orders need of the control plane. */
public interface ControlPlane {
  /** All that has been decided, as far as this daemon has applied the log. */
  State state();

  /**
   * Puts a command into the log.
   *
   * @return what it did, once this daemon has applied it; fails when no majority took it in time,
   *     and then it is not known whether it will still be taken
   */
  CompletionStage<Step> submit(Command command);

  /** What a command would do if it came next; nothing changes. */
  Step preview(Command command);
}
