package io.eightnines.failover.publish.update;

import io.eightnines.failover.publish.DnsGenerationQuery;
import io.eightnines.failover.publish.Owner;
import io.eightnines.time.Await;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.xbill.DNS.Name;

/** A name server from the distribution's packages, with one zone that takes signed updates. */
public final class NameServers implements AutoCloseable {
  public static final String KEY =
      "hmac-sha256:publisher:c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISEhISEhISEhISE=";
  public static final Name ZONE = Name.fromConstantString("example.test.");
  public static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int TRIES = 5;
  private static final Path SCHEMA =
      Path.of("/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql");

  private final Process process;
  private final InetSocketAddress address;
  private final Path keyFile;

  private NameServers(Process process, InetSocketAddress address, Path keyFile) {
    this.process = process;
    this.address = address;
    this.keyFile = keyFile;
  }

  public InetSocketAddress address() {
    return address;
  }

  public Path keyFile() {
    return keyFile;
  }

  public static NameServers knot(Path directory) throws Exception {
    return start("knotd", directory, NameServers::knotCommand);
  }

  public static NameServers bind(Path directory) throws Exception {
    return start("named", directory, NameServers::bindCommand);
  }

  /** With its zone in SQLite: the backend that reads zone files takes no updates. */
  public static NameServers powerDns(Path directory) throws Exception {
    assumeInstalled("sqlite3", "pdnsutil");
    Assumptions.assumeTrue(
        Files.isReadable(SCHEMA),
        () -> "NOT TESTED: " + SCHEMA + " is not here; CI installs it (see .ci/run)");
    return start("pdns_server", directory, NameServers::powerDnsCommand);
  }

  @FunctionalInterface
  private interface Command {
    List<String> in(Path directory, String binary, int port) throws IOException;
  }

  private static Optional<Path> found(String name) {
    return Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void assumeInstalled(String... names) {
    for (String name : names) {
      Assumptions.assumeTrue(
          found(name).isPresent(),
          () -> "NOT TESTED: " + name + " is not installed here; CI installs it (see .ci/run)");
    }
  }

  /** A free port may be taken by somebody else before the server has it: then once more. */
  private static NameServers start(String name, Path directory, Command command) throws Exception {
    assumeInstalled(name);
    Path keyFile =
        Files.createFile(
            directory.resolve("publisher.key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(keyFile, KEY + "\n");
    Files.writeString(
        directory.resolve("example.test.zone"),
        """
        $TTL 300
        @ SOA ns1 ops 1 3600 600 86400 5
        @ NS ns1
        ns1 A 127.0.0.1
        """);
    for (int i = 0; i < TRIES; i++) {
      InetSocketAddress address = new InetSocketAddress(LOOPBACK, freePort());
      Path log = directory.resolve(name + ".log");
      Process process =
          new ProcessBuilder(
                  command.in(directory, found(name).orElseThrow().toString(), address.getPort()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      NameServers server = new NameServers(process, address, keyFile);
      try {
        Await.until(name + " answers or ends", () -> !process.isAlive() || server.answers());
      } catch (AssertionError e) {
        server.close();
        throw new AssertionError(Files.readString(log), e);
      }
      if (process.isAlive()) {
        return server;
      }
    }
    throw new IOException(
        name + " does not run: " + Files.readString(directory.resolve(name + ".log")));
  }

  private static int freePort() throws IOException {
    while (true) {
      try (ServerSocket tcp = new ServerSocket(0, 1, LOOPBACK);
          DatagramSocket udp =
              new DatagramSocket(new InetSocketAddress(LOOPBACK, tcp.getLocalPort()))) {
        return udp.getLocalPort();
      } catch (java.net.BindException e) {
        // free for one protocol only: another
      }
    }
  }

  private boolean answers() {
    try {
      return new DnsGenerationQuery(OWNER, address, Duration.ofMillis(200)).ask() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> knotCommand(Path directory, String binary, int port)
      throws IOException {
    Files.createDirectories(directory.resolve("db"));
    Path file =
        Files.writeString(
            directory.resolve("knot.conf"),
            """
            server:
                rundir: "%1$s"
                listen: 127.0.0.1@%2$d
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
            database:
                storage: "%1$s/db"
            log:
              - target: stderr
                any: info
            key:
              - id: publisher
                algorithm: hmac-sha256
                secret: %3$s
            acl:
              - id: publisher
                key: publisher
                action: [update, query]
            zone:
              - domain: example.test
                storage: "%1$s"
                file: example.test.zone
                journal-content: changes
                zonefile-sync: -1
                acl: publisher
            """
                .formatted(directory, port, KEY.split(":", -1)[2]));
    return List.of(binary, "-c", file.toString());
  }

  private static List<String> bindCommand(Path directory, String binary, int port)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("named.conf"),
            """
            key "publisher" { algorithm hmac-sha256; secret "%3$s"; };
            options {
              directory "%1$s";
              pid-file none;
              session-keyfile "%1$s/session.key";
              managed-keys-directory "%1$s";
              listen-on port %2$d { 127.0.0.1; };
              listen-on-v6 { none; };
              recursion no;
              dnssec-validation no;
              allow-query { any; };
            };
            controls { };
            zone "example.test" {
              type primary;
              file "example.test.zone";
              allow-update { key "publisher"; };
            };
            """
                .formatted(directory, port, KEY.split(":", -1)[2]));
    List<String> command = new ArrayList<>(List.of(binary, "-g", "-n", "1"));
    command.addAll(List.of("-c", file.toString()));
    return command;
  }

  private static List<String> powerDnsCommand(Path directory, String binary, int port)
      throws IOException {
    Path database = directory.resolve("pdns.sqlite3");
    Files.writeString(
        directory.resolve("pdns.conf"),
        """
        launch=gsqlite3
        gsqlite3-database=%1$s
        socket-dir=%2$s
        local-address=127.0.0.1
        local-port=%3$d
        dnsupdate=yes
        allow-dnsupdate-from=127.0.0.0/8
        cache-ttl=0
        query-cache-ttl=0
        negquery-cache-ttl=0
        zone-cache-refresh-interval=0
        security-poll-suffix=
        """
            .formatted(database, directory, port));
    if (!Files.exists(database)) {
      run(directory, SCHEMA, "sqlite3", database.toString());
      powerDnsUtil(directory, "load-zone", "example.test", directory + "/example.test.zone");
      powerDnsUtil(directory, "import-tsig-key", "publisher", "hmac-sha256", KEY.split(":", -1)[2]);
      powerDnsUtil(directory, "set-meta", "example.test", "TSIG-ALLOW-DNSUPDATE", "publisher");
    }
    return List.of(
        binary, "--config-dir=" + directory, "--daemon=no", "--guardian=no", "--loglevel=5");
  }

  private static void powerDnsUtil(Path directory, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--config-dir=" + directory));
    all.addAll(List.of(arguments));
    run(directory, Path.of("/dev/null"), "pdnsutil", all.toArray(String[]::new));
  }

  private static void run(Path directory, Path input, String name, String... arguments)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of(found(name).orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + " failed: " + Files.readString(log));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
