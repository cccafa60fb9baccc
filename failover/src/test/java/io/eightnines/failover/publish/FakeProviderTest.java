package io.eightnines.failover.publish;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class FakeProviderTest extends ProviderContract {
  private static final Pattern ADDRESS = Pattern.compile("ttl 5 (\\S+)$");

  private final FakeRecords records = new FakeRecords();

  @Override
  protected int writers() {
    return 100;
  }

  @Override
  protected ProviderPublisher<?> provider(boolean overwrites) {
    return new ProviderPublisher<>(
        records, Renderer.weighted(TERMS, 1000, java.util.Map.of()), overwrites);
  }

  @Override
  protected void tamper() {
    records.tamper("A [x] weight 1 ttl 5 192.0.2.9");
  }

  @Override
  protected Served served() {
    Set<String> addresses = new TreeSet<>();
    long generation = 0;
    for (String line : records.lines()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        addresses.add(address.group(1));
      }
      generation = Math.max(generation, Mark.parse(line).map(Mark::generation).orElse(0L));
    }
    return new Served(generation, addresses);
  }
}
