package io.eightnines.failover.dns;

import io.eightnines.time.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Message;

/** A name server of somebody else, from the distribution's packages, with a zone of ours. */
final class OtherServer implements AutoCloseable {
  /** BIND listens only where an interface has that very address. */
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private final Process process;
  private final int port;

  private OtherServer(int port, List<String> command, Path folder) throws IOException {
    this.port = port;
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  static OtherServer knot(Path folder, String zone) throws Exception {
    int port = freePort();
    Files.writeString(folder.resolve("example.test.zone"), zone);
    Path file =
        Files.writeString(
            folder.resolve("knot.conf"),
            """
            server:
              rundir: %1$s
              listen: %2$s@%3$d
            database:
              storage: %1$s
            log:
              - target: stdout
                any: info
            zone:
              - domain: example.test
                storage: %1$s
                file: example.test.zone
                zonefile-sync: -1
                journal-content: none
            """
                .formatted(folder, ADDRESS.getHostAddress(), port));
    return new OtherServer(port, List.of("knotd", "-c", file.toString()), folder).awaited(folder);
  }

  static OtherServer bind(Path folder, String zone) throws Exception {
    int port = freePort();
    Files.writeString(folder.resolve("example.test.zone"), zone);
    Path file =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            options {
              directory "%1$s"; pid-file none; session-keyfile none;
              listen-on port %3$d { %2$s; }; listen-on-v6 { none; };
              recursion no; minimal-responses yes; dnssec-validation no; notify no;
              zero-no-soa-ttl no; // Else a denial to a question for SOA has TTL 0.
            };
            controls { };
            zone "example.test" { type primary; file "example.test.zone"; };
            """
                .formatted(folder, ADDRESS.getHostAddress(), port));
    return new OtherServer(port, List.of("named", "-g", "-c", file.toString()), folder)
        .awaited(folder);
  }

  /** One that takes the zone from a primary; the key is {@code ALGORITHM:NAME:BASE64}. */
  static OtherServer knotSecondary(Path folder, int port, InetSocketAddress primary, String key)
      throws Exception {
    String[] parts = key.split(":", -1);
    Path file =
        Files.writeString(
            folder.resolve("knot.conf"),
            """
            server:
              rundir: %1$s
              listen: %2$s@%3$d
              background-workers: 1
            database:
              storage: %1$s
            log:
              - target: stdout
                any: info
            key:
              - id: %7$s
                algorithm: %6$s
                secret: %8$s
            remote:
              - id: ours
                address: %4$s@%5$d
                via: %2$s
                key: %7$s
            acl:
              - id: notice
                address: %4$s
                key: %7$s
                action: notify
            zone:
              - domain: example.test
                storage: %1$s
                file: example.test.zone
                master: ours
                acl: notice
            """
                .formatted(
                    folder,
                    ADDRESS.getHostAddress(),
                    port,
                    primary.getAddress().getHostAddress(),
                    primary.getPort(),
                    parts[0],
                    parts[1],
                    parts[2]));
    return new OtherServer(port, List.of("knotd", "-c", file.toString()), folder).awaited(folder);
  }

  static OtherServer bindSecondary(Path folder, int port, InetSocketAddress primary, String key)
      throws Exception {
    String[] parts = key.split(":", -1);
    Path file =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            key "%7$s" { algorithm %6$s; secret "%8$s"; };
            options {
              directory "%1$s"; pid-file none; session-keyfile none;
              listen-on port %3$d { %2$s; }; listen-on-v6 { none; };
              recursion no; minimal-responses yes; dnssec-validation no; notify no;
              zero-no-soa-ttl no; // Else a denial to a question for SOA has TTL 0.
            };
            controls { };
            zone "example.test" {
              type secondary; file "example.test.zone";
              primaries { %4$s port %5$d key "%7$s"; };
              transfer-source %2$s;
            };
            """
                .formatted(
                    folder,
                    ADDRESS.getHostAddress(),
                    port,
                    primary.getAddress().getHostAddress(),
                    primary.getPort(),
                    parts[0],
                    parts[1],
                    parts[2]));
    return new OtherServer(port, List.of("named", "-g", "-n", "1", "-c", file.toString()), folder)
        .awaited(folder);
  }

  /** Free for UDP and for TCP. */
  static int freePort() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0, 1, ADDRESS);
        DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(ADDRESS, tcp.getLocalPort()))) {
      return udp.getLocalPort();
    }
  }

  private OtherServer awaited(Path folder) throws Exception {
    byte[] query = AnswersTest.query("example.test.", org.xbill.DNS.Type.SOA).toWire();
    try {
      Await.until("an answer of " + folder, () -> isUp(query));
    } catch (AssertionError e) {
      close();
      throw new AssertionError(Files.readString(folder.resolve("log")), e);
    }
    return this;
  }

  private boolean isUp(byte[] query) throws IOException {
    try {
      return ask(query, 200).getRcode() == 0;
    } catch (SocketTimeoutException | java.net.PortUnreachableException e) {
      return false;
    }
  }

  Message ask(byte[] query) throws IOException {
    return ask(query, 10_000);
  }

  private Message ask(byte[] query, int timeoutMillis) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(ADDRESS, port);
      socket.setSoTimeout(timeoutMillis);
      socket.send(new DatagramPacket(query, query.length));
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      socket.receive(packet);
      return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
