package io.eightnines.failover.dns.guard;

import io.eightnines.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The secrets in force: the first makes cookies, all are accepted, so that a change locks nobody
 * out (RFC 9018 section 5).
 */
public abstract sealed class CookieSecrets implements Supplier<List<CookieSecret>> {
  private final AtomicReference<List<CookieSecret>> inForce;

  private CookieSecrets(List<CookieSecret> first) {
    this.inForce = new AtomicReference<>(first);
  }

  /** Secrets of this process's own, made anew once a day. */
  public static CookieSecrets own(RandomGenerator random, Ticker ticker) {
    return new Own(random, ticker);
  }

  /**
   * Secrets from a file that several daemons have: one of 32 hex digits in a line, the one that
   * makes cookies first. To change it, add the new one as the second line everywhere, then let it
   * be the first, then take the old one out an hour later.
   *
   * @throws IllegalArgumentException if the file is not in order, or others may read it
   */
  public static CookieSecrets of(Path file) {
    return new Shared(file);
  }

  @Override
  public List<CookieSecret> get() {
    return inForce.get();
  }

  void set(List<CookieSecret> secrets) {
    inForce.set(secrets);
  }

  /**
   * Takes up what has changed; keeps what there is if that is not in order.
   *
   * @throws IllegalArgumentException to say what is not in order
   */
  public abstract void refresh();

  private static final class Own extends CookieSecrets {
    /** Cookies live for an hour, so the previous secret is good for as long as they need. */
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final RandomGenerator random;
    private final Ticker ticker;
    private long bornNanos;

    Own(RandomGenerator random, Ticker ticker) {
      super(List.of(CookieSecret.random(random)));
      this.random = random;
      this.ticker = ticker;
      this.bornNanos = ticker.elapsedNanos();
    }

    @Override
    public void refresh() {
      if (ticker.elapsedNanos() - bornNanos >= LIFETIME.toNanos()) {
        bornNanos = ticker.elapsedNanos();
        set(List.of(CookieSecret.random(random), get().getFirst()));
      }
    }
  }

  private static final class Shared extends CookieSecrets {
    private static final int MAX_SECRETS = 4;
    private static final Set<PosixFilePermission> OTHERS =
        Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    Shared(Path file) {
      super(read(file));
      this.file = file;
    }

    @Override
    public void refresh() {
      set(read(file));
    }

    private static List<CookieSecret> read(Path file) {
      try {
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
          throw new IllegalArgumentException(
              "cookieSecretFile is "
                  + file
                  + ", which others may read: expected mode 0640 or less");
        }
        List<String> lines =
            Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.isEmpty() || lines.size() > MAX_SECRETS) {
          throw new IllegalArgumentException(
              "cookieSecretFile is %s with %d secrets, expected 1 to %d"
                  .formatted(file, lines.size(), MAX_SECRETS));
        }
        return lines.stream().map(CookieSecret::parse).toList();
      } catch (IOException | UnsupportedOperationException e) {
        throw new IllegalArgumentException(
            "cookieSecretFile is " + file + ", expected a file that can be read (" + e + ")", e);
      }
    }
  }
}
