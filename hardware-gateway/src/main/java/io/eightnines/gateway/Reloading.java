package io.eightnines.gateway;

import io.eightnines.gateway.entropy.Generators;
import io.eightnines.gateway.reload.ConfigurationKeeper;
import io.eightnines.gateway.signing.KeyRing;
import io.eightnines.gateway.signing.SigningKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the configuration may change while the gateway runs: devices and the signing key. */
final class Reloading implements ConfigurationKeeper.Kept {

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  /** The file, and how it is read. */
  record Source(Path file, Callable<GatewayConfiguration> reader) {}

  private final Source source;
  private final Generators generators;
  private final KeyRing keys;
  private final AtomicReference<GatewayConfiguration> current;

  Reloading(Source source, GatewayConfiguration first, Generators generators, KeyRing keys) {
    this.source = source;
    this.generators = generators;
    this.keys = keys;
    this.current = new AtomicReference<>(first);
  }

  @Override
  public List<Path> files() {
    return List.of(source.file(), SigningWiring.keyFile(current.get()));
  }

  @Override
  public void reload() throws Exception {
    GatewayConfiguration next = source.reader().call();
    // All that may fail comes before anything is changed; starting and ending generators does not.
    SigningKey key = SigningWiring.key(next);
    keys.change(key, SigningWiring.others(next));
    generators.apply(next.devices());
    warn(current.getAndSet(next), next);
  }

  private static void warn(GatewayConfiguration before, GatewayConfiguration now) {
    Map<String, Function<GatewayConfiguration, Object>> others = new LinkedHashMap<>();
    others.put("site", GatewayConfiguration::site);
    others.put("stateDirectory", GatewayConfiguration::stateDirectory);
    others.put("pool", GatewayConfiguration::pool);
    others.put("callers", GatewayConfiguration::callers);
    others.put("limits", GatewayConfiguration::limits);
    others.put("ledger", GatewayConfiguration::ledger);
    others.forEach((key, part) -> {
      if (!part.apply(before).equals(part.apply(now))) {
        LOG.warn("{} has changed, which takes effect with the next start", key);
      }
    });
  }
}
