package io.eightnines.runbooks.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Asks at a modest, steady rate on behalf of one client, until closed. */
final class PoliteLoad implements AutoCloseable {
  /** Questions under way at once; a client that has more gives up on some. */
  private static final int MOST = 2000;

  private final PoliteClient client;
  private final Thread thread;
  private final Semaphore underWay = new Semaphore(MOST);
  private final LongAdder asked = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final Histogram micros = new ConcurrentHistogram(3);
  private volatile boolean running = true;

  PoliteLoad(String name, PoliteClient client, int perSecond) {
    this.client = client;
    this.thread =
        Thread.ofPlatform().daemon().name(name).start(() -> run(1_000_000_000L / perSecond));
  }

  private void run(long gapNanos) {
    long due = System.nanoTime();
    while (running) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      due += gapNanos;
      asked.increment();
      if (underWay.tryAcquire()) {
        Thread.ofVirtual().start(this::ask);
      }
    }
  }

  private void ask() {
    long begun = System.nanoTime();
    try {
      if (client.isAnswered()) {
        answered.increment();
        micros.recordValue((System.nanoTime() - begun) / 1000);
      }
    } finally {
      underWay.release();
    }
  }

  long asked() {
    return asked.sum();
  }

  long answered() {
    return answered.sum();
  }

  Histogram micros() {
    return micros;
  }

  /** Asks no more, and waits for what is under way; a second time it is nothing. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join();
      underWay.acquire(MOST);
      underWay.release(MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
