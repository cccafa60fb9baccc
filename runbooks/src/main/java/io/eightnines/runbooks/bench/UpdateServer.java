package io.eightnines.runbooks.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A name server of others that takes signed updates of one zone, on the loopback. */
final class UpdateServer implements AutoCloseable {
  /** Which one. */
  enum Kind {
    KNOT("knotd", "knot"),
    BIND("named", "bind9");

    private final String program;
    private final String debianPackage;

    Kind(String program, String debianPackage) {
      this.program = program;
      this.debianPackage = debianPackage;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String ZONE = "example.test.";

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
  private static final int GRACE_SECONDS = 3;
  private static final int SECRET_BYTES = 32;

  private final Kind kind;
  private final Path folder;
  private final InetSocketAddress address;
  private final Path keyFile;
  private final Process process;
  private final Thread onExit = new Thread(this::stop, "update-server-stop");

  private UpdateServer(Kind kind, Path folder, String secret) throws IOException {
    this.kind = kind;
    this.folder = folder;
    this.address = new InetSocketAddress(ADDRESS, freePort());
    this.keyFile = folder.resolve("publisher.key");
    writeSecret(keyFile, "hmac-sha256:publisher:" + secret + "\n");
    Files.writeString(
        folder.resolve("zone"),
        "$TTL 300\n@ SOA ns1 ops 1 3600 600 86400 5\n@ NS ns1\nns1 A 127.0.0.1\n");
    Path program = Tool.find(kind.program, kind.debianPackage);
    Path file = folder.resolve("configuration");
    writeSecret(
        file,
        switch (kind) {
          case KNOT -> knot(secret);
          case BIND -> bind(secret);
        });
    List<String> command =
        switch (kind) {
          case KNOT -> List.of(program.toString(), "-c", file.toString());
          case BIND -> List.of(program.toString(), "-g", "-n", "1", "-c", file.toString());
        };
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts it; whether it answers is for the first publish to say. */
  static UpdateServer start(Kind kind, Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.toAbsolutePath().resolve(kind.toString()));
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new UpdateServer(kind, folder, Base64.getEncoder().encodeToString(secret));
  }

  private static void writeSecret(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0, 1, ADDRESS);
        DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(ADDRESS, tcp.getLocalPort()))) {
      return udp.getLocalPort();
    }
  }

  private String knot(String secret) {
    return """
    server:
      rundir: %1$s
      listen: %2$s@%3$d
    database:
      storage: %1$s
    log:
      - target: stderr
        any: warning
    key:
      - id: publisher
        algorithm: hmac-sha256
        secret: %4$s
    acl:
      - id: publisher
        key: publisher
        action: [update, query]
    zone:
      - domain: example.test
        file: %1$s/zone
        zonefile-sync: -1
        journal-content: changes
        acl: publisher
    """
        .formatted(folder, ADDRESS.getHostAddress(), address.getPort(), secret);
  }

  private String bind(String secret) {
    return """
    key "publisher" { algorithm hmac-sha256; secret "%4$s"; };
    options {
      directory "%1$s"; pid-file none; session-keyfile none; managed-keys-directory "%1$s";
      listen-on port %3$d { %2$s; }; listen-on-v6 { none; };
      recursion no; dnssec-validation no;
    };
    controls { };
    zone "example.test" {
      type primary; file "zone"; allow-update { key "publisher"; };
    };
    """
        .formatted(folder, ADDRESS.getHostAddress(), address.getPort(), secret);
  }

  Kind kind() {
    return kind;
  }

  InetSocketAddress address() {
    return address;
  }

  Path keyFile() {
    return keyFile;
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // the hook is what stops it
    }
  }
}
