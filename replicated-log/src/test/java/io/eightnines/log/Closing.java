package io.eightnines.log;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ends members: each one waits for seconds until its connections are surely quiet. */
public final class Closing {
  private Closing() {}

  /** All at once; fails with the first that failed. */
  public static void all(Collection<? extends AutoCloseable> members) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> end : threads.invokeAll(members.stream().map(Closing::end).toList())) {
        var _ = end.get();
      }
    }
  }

  private static Callable<Void> end(AutoCloseable member) {
    return () -> {
      member.close();
      return null;
    };
  }
}
