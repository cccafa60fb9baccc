package io.eightnines.failover.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Records in memory, whose provider can be throttled, frozen, or slow to spread a change. */
public final class FakeRecords implements RecordStore<String> {
  private final AtomicReference<List<String>> lines = new AtomicReference<>(List.of());
  private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile boolean spreads = true; // set by the test, read by writers

  /** From now on every request fails so; null ends it. */
  public void fail(@Nullable Trouble with) {
    trouble.set(with);
  }

  public void spreads(boolean at) {
    spreads = at;
  }

  public int requests() {
    return requests.get();
  }

  public int changes() {
    return changes.get();
  }

  /** All lines; the mark's begins with its text. */
  public List<String> lines() {
    return lines.get();
  }

  public void tamper(String line) {
    lines.updateAndGet(before -> {
      List<String> after = new ArrayList<>(before);
      after.add(line);
      return List.copyOf(after);
    });
  }

  public long generation() throws ProviderException {
    return reading(lines.get()).generation();
  }

  @Override
  public Reading<String> read() throws ProviderException {
    answer();
    return reading(lines.get());
  }

  private static Reading<String> reading(List<String> all) {
    return new Reading<>(
        all.stream().filter(line -> line.startsWith("eightnines ")).toList(),
        all.stream().filter(line -> !line.startsWith("eightnines ")).toList(),
        all);
  }

  @Override
  public Replacement replace(Reading<String> before, Content after) throws ProviderException {
    answer();
    List<String> now = lines.get();
    List<String> next = new ArrayList<>(after.lines());
    next.add(after.mark().text());
    if (!now.equals(before.exact()) || !lines.compareAndSet(now, List.copyOf(next))) {
      return new Replacement.Conflict("not as read");
    }
    changes.incrementAndGet();
    return new Replacement.Accepted(Optional.of("change-" + after.generation()));
  }

  @Override
  public boolean isSettled(String change) throws ProviderException {
    answer();
    return spreads;
  }

  private void answer() throws ProviderException {
    requests.incrementAndGet();
    Trouble now = trouble.get();
    if (now != null) {
      throw new ProviderException(now);
    }
  }
}
