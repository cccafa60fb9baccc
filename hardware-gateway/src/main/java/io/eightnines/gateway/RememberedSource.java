package io.eightnines.gateway;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Opens the configuration and remembers which file it is, so that it can be read again. */
final class RememberedSource implements ConfigurationSourceProvider {

  private final ConfigurationSourceProvider source;
  private final AtomicReference<Optional<Path>> file = new AtomicReference<>(Optional.empty());

  RememberedSource(ConfigurationSourceProvider source) {
    this.source = source;
  }

  @Override
  public InputStream open(String path) throws IOException {
    file.set(Optional.of(Path.of(path)));
    return source.open(path);
  }

  /** The file that was opened last. */
  Path file() {
    return file.get().orElseThrow();
  }
}
