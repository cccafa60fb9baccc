package io.eightnines.failover.dns.guard;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the secrets of cookies: takes up a new file, and renews those of our own. */
public final class SecretsKeeper implements Managed {
  private static final Logger log = LoggerFactory.getLogger(SecretsKeeper.class);

  /** An operator who has changed the file does not wait long to see it taken up. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final CookieSecrets secrets;
  private final Runnable failed;
  private @Nullable Thread thread;

  /**
   * @param failed told when a change was not in order; the old secrets stay in force
   */
  public SecretsKeeper(CookieSecrets secrets, Runnable failed) {
    this.secrets = secrets;
    this.failed = failed;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("dns-cookie-secrets").daemon().start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      refresh();
    }
  }

  void refresh() {
    try {
      secrets.refresh();
    } catch (RuntimeException e) {
      failed.run();
      log.warn("the secrets of cookies stay as they are: {}", e.getMessage());
    }
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
