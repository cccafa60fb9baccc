package io.eightnines.runbooks.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The packet filter of this machine, by the {@code nft} command. */
final class SystemNft implements Nft {
  /** Where distributions put it: seldom on the path of those who are not root. */
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"), Path.of("/usr/local/sbin/nft"));

  private final Path command;

  private SystemNft(Path command) {
    this.command = command;
  }

  /** The packet filter, if it is installed. */
  static Optional<SystemNft> find() {
    return PLACES.stream().filter(Files::isExecutable).findFirst().map(SystemNft::new);
  }

  @Override
  public void run(String script) throws IOException {
    Process nft =
        new ProcessBuilder(command.toString(), "-f", "-").redirectErrorStream(true).start();
    try (var in = nft.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (nft.waitFor() != 0) {
        throw new IOException("nft refused: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while nft ran", e);
    }
  }
}
