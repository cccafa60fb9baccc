package io.eightnines.runbooks.load;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The result of something that runs beside us and ends by itself. */
final class Waiting {
  private Waiting() {}

  static <T> T on(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a watcher has a bug", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while watching", e);
    }
  }
}
