package io.eightnines.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections between members fit for the moment in which they are needed: when the
 * leader is lost.
 *
 * <p>Only then does a follower talk to the others, to ask for a vote and to hand its commands to a
 * new leader. A connection that was once refused is of no use there: gRPC waits longer and longer
 * before it tries again, up to two minutes, and fails every call meanwhile (gRPC's connection
 * back-off specification). So each way is used once a second for a call that changes nothing, and
 * one that leads nowhere is thrown away, so that the next second finds out anew.
 */
final class Links implements AutoCloseable {
  /** One way to one member. */
  interface Link {
    /** Calls there, in bounded time; fails if the other cannot be reached. */
    void call() throws Exception;

    /** Throws the connection away; the next call makes a new one. */
    void renew();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Links.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A slow handshake is not begun again at once: it might never end. */
  private static final int SILENT_CALLS = 3;

  private final Supplier<Map<String, Link>> wanted;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("link-", 0).daemon().factory());
  private final Map<String, Integer> silent = new ConcurrentHashMap<>();

  /**
   * Keeps links; call {@link #start} to begin.
   *
   * @param wanted the links to keep now, by name; asked each second
   */
  Links(Supplier<Map<String, Link>> wanted) {
    this.wanted = wanted;
  }

  void start() {
    executor.execute(this::run);
  }

  private void run() {
    try {
      while (!executor.isShutdown()) {
        tryRound();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryRound() throws InterruptedException {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.error("the links to other members were not looked after this time", e);
    }
  }

  /** Uses every link once, all at the same time. */
  void round() throws InterruptedException {
    Map<String, Link> links = new HashMap<>(wanted.get());
    silent.keySet().retainAll(links.keySet());
    List<Callable<Boolean>> calls =
        links.entrySet().stream()
            .<Callable<Boolean>>map(each -> () -> isFit(each.getKey(), each.getValue()))
            .toList();
    executor.invokeAll(calls);
  }

  private boolean isFit(String name, Link link) {
    try {
      link.call();
      silent.remove(name);
      return true;
    } catch (Exception e) {
      if (isUseless(name, Status.fromThrowable(e).getCode())) {
        silent.remove(name);
        link.renew();
        LOG.debug("{} is made anew: {}", name, e.toString());
      }
      return false;
    }
  }

  private boolean isUseless(String name, Status.Code code) {
    return switch (code) {
      case UNAVAILABLE -> true;
      case DEADLINE_EXCEEDED -> silent.merge(name, 1, Integer::sum) >= SILENT_CALLS;
      default -> false; // somebody answered
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
