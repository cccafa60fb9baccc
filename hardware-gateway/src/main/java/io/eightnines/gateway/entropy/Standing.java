package io.eightnines.gateway.entropy;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The good standing of a generator, from the passing of its start-up tests until its next failure.
 * All its noise of that time carries it; when a test fails it is revoked for ever, and with it
 * whatever is unused. Who returns gets another one.
 */
public final class Standing {

  private final Generator generator;
  private final AtomicBoolean revoked = new AtomicBoolean();

  /** A new standing. */
  public Standing(Generator generator) {
    this.generator = generator;
  }

  /** Whose it is. */
  public Generator generator() {
    return generator;
  }

  /** Whether the generator has not failed since. */
  public boolean holds() {
    return !revoked.get();
  }

  /** The generator has failed. */
  void revoke() {
    revoked.set(true);
  }
}
