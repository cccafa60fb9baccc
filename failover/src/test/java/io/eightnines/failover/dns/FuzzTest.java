package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.guard.Gate;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import io.eightnines.time.Await;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * More than a million mutated packets: 900 000 through the byte interface of shield and responder,
 * 120 000 datagrams and 6000 messages over TCP through real sockets to running servers, one that
 * takes datagrams in batches and one that takes them one by one. Sockets alone would take minutes
 * on a slow machine, and the bytes meet the same code. The seed is in every message of a failure.
 */
class FuzzTest {
  private static final long SEED = 20_261_121;
  private static final int BYTE_PACKETS = 900_000;
  private static final int DATAGRAMS = 120_000;
  private static final int TCP_MESSAGES = 6000;
  private static final int PER_CONNECTION = 30;

  /** Few enough to fit into a socket's buffer. */
  private static final int HANDFUL = 50;

  private static final int MAX_AMPLIFICATION = 3;
  private static final long HEAP_ROOM_BYTES = 64L << 20;
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.3.8");
  private static final Plan PLAN =
      Zones.everybody(List.of(Fleets.endpoint("127.0.1.1", 1), Fleets.endpoint("127.0.1.2", 1)));

  private final Mutations mutations = new Mutations(SEED);
  private final LongAdder faults = new LongAdder();
  private final Responder responder =
      new Responder(
          new Answers(Zones.example(2)),
          () -> PLAN,
          new SplittableRandom(1),
          (transport, rcode) -> {});
  private final Shield shield =
      Shields.of(
          new ShieldPolicy(Optional.empty(), new Prefix(24, 56), List.of(), MAX_AMPLIFICATION));
  private final Gate datagrams = shield.gate(responder.clerk(Transport.UDP));
  private final Gate messages = shield.gate(responder.clerk(Transport.TCP));
  private final NameServer server = server(UdpThreads.BATCH);

  /** Takes datagrams one by one. */
  private final NameServer plain = server(1);

  private NameServer server(int batch) {
    return new NameServer(
        new NameServer.Listen(
            ADDRESS, 0, new UdpThreads(2, batch), new TcpLimits(Duration.ofMinutes(5), 64, 64)),
        responder,
        shield,
        System::nanoTime);
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    plain.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    plain.stop();
  }

  @Test
  void a_million_mutated_packets_break_nothing_leak_nothing_and_gain_no_large_answer()
      throws Exception {
    System.out.println("FuzzTest: seed " + SEED);
    throughBytes(50_000); // so that classes and pools are there before anything is counted
    throughUdp(server, 2000);
    throughUdp(plain, 2000);
    throughTcp(60);
    Await.until("connections closed", () -> server.tcpConnections() == 0);
    long threads = platformThreads();
    long descriptors = descriptors();
    long heap = heap();

    throughBytes(BYTE_PACKETS);
    throughUdp(server, DATAGRAMS / 2);
    throughUdp(plain, DATAGRAMS / 2);
    throughTcp(TCP_MESSAGES);

    Await.until("connections closed", () -> server.tcpConnections() == 0);
    Await.until("no thread left over", () -> platformThreads() <= threads);
    assertThat(descriptors()).as("seed %d", SEED).isLessThanOrEqualTo(descriptors + 4);
    assertThat(heap()).as("seed %d", SEED).isLessThan(heap + HEAP_ROOM_BYTES);
    assertThat(faults.sum()).as("seed %d", SEED).isZero();
    assertAnswersRight();
  }

  private void throughBytes(int packets) throws Exception {
    for (int i = 0; i < packets; i++) {
      byte[] query = mutations.next();
      byte[] udp = datagrams.datagram(query, ADDRESS.getAddress());
      if (udp != null) {
        assertWellFormed(query, udp, i);
        assertThat(udp.length)
            .as("seed %d, packet %d", SEED, i)
            .isLessThan(MAX_AMPLIFICATION * query.length);
      }
      if (i % 4 == 0) {
        byte[] tcp = messages.message(query, ADDRESS.getAddress());
        if (tcp != null) {
          assertWellFormed(query, tcp, i);
        }
      }
    }
  }

  private static void assertWellFormed(byte[] query, byte[] answer, int packet) throws Exception {
    Message read = new Message(answer);
    assertThat(read.getHeader().getFlag(Flags.QR)).as("seed %d, packet %d", SEED, packet).isTrue();
    assertThat(answer[0] == query[0] && answer[1] == query[1])
        .as("seed %d, packet %d", SEED, packet)
        .isTrue();
  }

  /** After a handful a right query follows: its answer says that the others were taken in. */
  private void throughUdp(NameServer asked, int datagrams) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0))) {
      socket.connect(ADDRESS, asked.port());
      for (int i = 1; i <= datagrams; i++) {
        byte[] query = mutations.next();
        socket.send(new DatagramPacket(query, query.length));
        if (i % HANDFUL == 0) {
          awaitAnswer(socket);
        }
      }
    }
  }

  private void awaitAnswer(DatagramSocket socket) throws IOException {
    byte[] query = rightQuery();
    socket.setSoTimeout(5000);
    for (int attempt = 0; attempt < 5; attempt++) {
      socket.send(new DatagramPacket(query, query.length));
      try {
        while (!isAnswer(socket, query)) {
          // an answer to one of the handful
        }
        return;
      } catch (SocketTimeoutException e) {
        // lost on a machine that is too busy: asked again
      }
    }
    throw new AssertionError("seed " + SEED + ": the server answers no more");
  }

  /** Takes the next answer, and says whether it is the one to {@code query}. */
  private boolean isAnswer(DatagramSocket socket, byte[] query) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    byte[] bytes = packet.getData();
    int length = packet.getLength();
    // The largest answer to a datagram has 1232 bytes, the least a header.
    faults.add(length > UdpPayload.MAX_BYTES || length < 12 || bytes[2] >= 0 ? 1 : 0);
    return bytes[0] == query[0]
        && bytes[1] == query[1]
        && Arrays.equals(bytes, 12, query.length, query, 12, query.length)
        && bytes[7] == 2;
  }

  private static byte[] rightQuery() {
    Name name = Name.fromConstantString("api.example.test.");
    return Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)).toWire();
  }

  private void throughTcp(int messages) throws Exception {
    for (int sent = 0; sent < messages; sent += PER_CONNECTION) {
      try (Socket socket = new Socket(ADDRESS, server.port())) {
        socket.setSoTimeout(20_000);
        DataOutputStream out =
            new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream()));
        for (int i = 0; i < PER_CONNECTION; i++) {
          byte[] query = mutations.next();
          // Now and then the length is a lie, and all that follows is out of step.
          out.writeShort(i % 10 == 9 ? query.length + 1 : query.length);
          out.write(query);
        }
        out.flush();
        socket.shutdownOutput();
        readToEnd(new DataInputStream(socket.getInputStream()));
      } catch (SocketTimeoutException e) {
        throw new AssertionError("seed " + SEED + ": a connection hangs", e);
      } catch (IOException e) {
        // The server gave the connection up, as it may.
      }
    }
  }

  private void readToEnd(DataInputStream in) throws IOException {
    int first = in.read();
    while (first >= 0) {
      byte[] answer = new byte[(first << 8) | in.readUnsignedByte()];
      in.readFully(answer);
      faults.add(answer.length < 12 || answer[2] >= 0 ? 1 : 0);
      first = in.read();
    }
  }

  private void assertAnswersRight() throws Exception {
    byte[] query = rightQuery();
    try (Socket socket = new Socket(ADDRESS, server.port())) {
      socket.setSoTimeout(20_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] tcp = in.readNBytes(in.readUnsignedShort());
      assertThat(new Message(tcp).getSection(Section.ANSWER)).hasSize(2);
    }
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0))) {
      socket.connect(ADDRESS, server.port());
      awaitAnswer(socket);
    }
  }

  /** Platform threads of the name server. */
  private static long platformThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("dns-"))
        .count();
  }

  private static long descriptors() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0; // not a Linux
    }
    try (var files = Files.list(open)) {
      return files.count();
    }
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
