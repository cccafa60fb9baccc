package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;

/** What is done to a member, and how it is mended. */
enum Damage {
  /** SIGKILL: the process is gone, its port refuses; mended by a new start. */
  KILL {
    @Override
    void inflict(Member victim) throws InterruptedException {
      victim.kill();
    }

    @Override
    void mend(Member victim) throws IOException {
      victim.start();
    }
  },
  /** SIGSTOP: the kernel takes connections, nobody answers; mended by SIGCONT. */
  HANG {
    @Override
    void inflict(Member victim) throws IOException, InterruptedException {
      victim.hang();
    }

    @Override
    void mend(Member victim) throws IOException, InterruptedException {
      victim.resume();
    }
  };

  abstract void inflict(Member victim) throws IOException, InterruptedException;

  abstract void mend(Member victim) throws IOException, InterruptedException;
}
