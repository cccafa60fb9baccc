package io.eightnines.runbooks.drill;

/** What is done to somebody. Each is mended afterwards. */
sealed interface Fault {
  Victim victim();

  /** SIGKILL: the process is gone, its port refuses; mended by a new start. */
  record Kill(Victim victim) implements Fault {}

  /**
   * Its disk loses what was not flushed, and the process is gone; mended by power and a new start.
   */
  record PowerCut(Victim victim) implements Fault {}

  /** Its disk refuses every write, and the process must end by itself; mended like a power cut. */
  record DiskDead(Victim victim) implements Fault {}

  /** Its disk has no room left for a byte; mended by room, and a new start if it ended. */
  record DiskFull(Victim victim) implements Fault {}

  /**
   * Its disk changes bits of its ledger while it works; there is nothing to mend but what it mends
   * itself.
   *
   * @param draws how many are hit
   */
  record BitRot(Victim victim, int draws) implements Fault {}

  /** Packets to and from all ports of its site are dropped, those to the other sites too. */
  record SiteGone(Victim victim) implements Fault {}

  /**
   * A device of its own gives something else than good noise.
   *
   * @param how as the device's fault file spells it
   * @param every whether all of its devices do
   */
  record BadDevice(Victim victim, String how, boolean every) implements Fault {}

  /** SIGSTOP: the kernel takes connections, nobody answers; mended by SIGCONT. */
  record Hang(Victim victim) implements Fault {}

  /** Packets to and from its port are dropped: no answer, no refusal. */
  record Blackhole(Victim victim) implements Fault {}

  /** A share of requests is answered with 500 while shallow health checks are green. */
  record Errors(Victim victim, double share) implements Fault {}

  /**
   * SIGSTOP and SIGCONT by turns, equally long, at a rate chosen between two, evenly by order of
   * magnitude.
   */
  record Flap(Victim victim, double slowestHertz, double fastestHertz) implements Fault {}

  /** A daemon and the other daemons cannot reach each other. */
  record CutOff(Victim victim) implements Fault {}

  /** A daemon cannot reach any region. */
  record Blind(Victim victim) implements Fault {}

  /** A deployment gives it a configuration file with a misspelt key. */
  record BadConfig(Victim victim) implements Fault {}

  /** Whether it hits a daemon so that its own answers prove nothing until it is mended. */
  default boolean silencesDaemon() {
    return victim().isDaemon()
        && switch (this) {
          case Kill _, PowerCut _, DiskDead _, Hang _, CutOff _ -> true;
          case Blackhole _, Errors _, Flap _, Blind _, BadConfig _ -> false;
          case DiskFull _, BitRot _, SiteGone _, BadDevice _ -> false;
        };
  }

  /** Whether it hits a daemon so that it says something only where there are others. */
  default boolean needsOtherDaemons() {
    return victim().isDaemon()
        && switch (this) {
          case Kill _, PowerCut _, DiskDead _, CutOff _, Blind _ -> true;
          case Hang _, Blackhole _, Errors _, Flap _, BadConfig _ -> false;
          case DiskFull _, BitRot _, SiteGone _, BadDevice _ -> false;
        };
  }

  /** Whether it drops packets. */
  default boolean dropsPackets() {
    return this instanceof Blackhole || this instanceof Blind || isolates();
  }

  /** Whether it drops packets of its victim's own connections, which only its group tells. */
  default boolean isolates() {
    return this instanceof CutOff || this instanceof SiteGone;
  }

  /** Whether its victims need disks of their own. */
  default boolean needsDisks() {
    return this instanceof PowerCut || this instanceof DiskDead || this instanceof DiskFull;
  }
}
