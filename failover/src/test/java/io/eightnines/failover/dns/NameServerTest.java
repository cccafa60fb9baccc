package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import io.eightnines.time.Await;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@ParameterizedClass(name = "datagrams by {0}")
@ValueSource(ints = {1, UdpThreads.BATCH})
class NameServerTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.3.9");
  private static final Plan PLAN =
      Zones.everybody(List.of(Fleets.endpoint("127.0.1.1", 1), Fleets.endpoint("127.0.1.2", 1)));

  private final AtomicLong nanos = new AtomicLong();
  private final int batch;
  private final NameServer server;

  NameServerTest(int batch) {
    this.batch = batch;
    this.server = server(2, new TcpLimits(Duration.ofSeconds(10), 4, 4));
  }

  private NameServer server(int threads, TcpLimits limits) {
    return new NameServer(
        new NameServer.Listen(ADDRESS, 0, new UdpThreads(threads, batch), limits),
        new Responder(
            new Answers(Zones.example(2)),
            () -> PLAN,
            new SplittableRandom(1),
            (transport, rcode) -> {}),
        Shields.open(),
        nanos::get);
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static byte[] query(int id) {
    Message query =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("api.example.test."), Type.A, DClass.IN));
    query.getHeader().setID(id);
    return query.toWire();
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket(ADDRESS, server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void udp_answers_and_garbage_before_it_does_no_harm() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0))) {
      socket.setSoTimeout(20_000);
      for (byte[] bytes : List.of(new byte[0], new byte[5], new byte[3000], query(77))) {
        socket.send(new DatagramPacket(bytes, bytes.length, ADDRESS, server.port()));
      }

      Message answer = new Message(new byte[12]);
      while (answer.getHeader().getID() != 77) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        answer = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
      }

      assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
    }
  }

  @Test
  void udp_answers_a_burst_and_after_the_stop_the_port_is_free() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 0))) {
      socket.setSoTimeout(20_000);
      for (int id = 1; id <= 100; id++) {
        socket.send(new DatagramPacket(query(id), query(id).length, ADDRESS, server.port()));
      }

      Set<Integer> answered = new HashSet<>();
      while (answered.size() < 100) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        answered.add(new Message(packet.getData()).getHeader().getID());
      }
    }
    server.stop();

    try (DatagramSocket next = new DatagramSocket(new InetSocketAddress(ADDRESS, server.port()))) {
      assertThat(next.isBound()).isTrue();
    }
  }

  @Test
  void tcp_answers_a_pipeline_in_order() throws Exception {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int id = 1; id <= 50; id++) {
        out.writeShort(query(id).length);
        out.write(query(id));
      }

      for (int id = 1; id <= 50; id++) {
        byte[] answer = in.readNBytes(in.readUnsignedShort());
        assertThat(new Message(answer).getHeader().getID()).isEqualTo(id);
      }
    }
  }

  @Test
  void a_connection_that_makes_no_progress_is_closed_even_if_it_sends_now_and_then()
      throws Exception {
    try (Socket socket = connect()) {
      Await.until("admitted", () -> server.tcpConnections() == 1);
      socket.getOutputStream().write(0);

      nanos.addAndGet(Duration.ofSeconds(11).toNanos());

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      Await.until("forgotten", () -> server.tcpConnections() == 0);
    }
  }

  @Test
  void connections_beyond_the_limit_are_closed_and_the_others_are_served() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        open.add(connect());
      }
      Await.until("four admitted", () -> server.tcpConnections() == 4);
      open.add(connect());

      assertThat(open.getLast().getInputStream().read()).isEqualTo(-1);
      DataOutputStream out = new DataOutputStream(open.getFirst().getOutputStream());
      out.writeShort(query(5).length);
      out.write(query(5));
      assertThat(new DataInputStream(open.getFirst().getInputStream()).readUnsignedShort())
          .isPositive();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    Await.until("all forgotten", () -> server.tcpConnections() == 0);
  }

  @Test
  void whoever_holds_a_place_without_asking_loses_it_to_one_who_comes() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        open.add(connect());
      }
      Await.until("four admitted", () -> server.tcpConnections() == 4);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      for (int i = 1; i < 4; i++) {
        ask(open.get(i));
      }

      open.add(new Socket(ADDRESS, server.port(), InetAddress.ofLiteral("127.0.9.1"), 0));

      ask(open.getLast());
      assertThat(open.getFirst().getInputStream().read()).isEqualTo(-1);
      ask(open.get(1));
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void one_client_has_its_few_places_and_another_finds_one() throws Exception {
    NameServer strict = server(1, new TcpLimits(Duration.ofSeconds(10), 4, 2));
    strict.start();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        open.add(new Socket(ADDRESS, strict.port(), InetAddress.ofLiteral("127.0.9.1"), 0));
      }
      open.getLast().setSoTimeout(20_000);
      assertThat(open.getLast().getInputStream().read()).isEqualTo(-1);

      open.add(new Socket(ADDRESS, strict.port(), InetAddress.ofLiteral("127.0.9.2"), 0));
      open.getLast().setSoTimeout(20_000);
      ask(open.getLast());
      ask(open.getFirst());
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
      strict.stop();
    }
  }

  @Test
  void a_message_longer_than_any_query_ends_its_connection_unread() throws Exception {
    try (Socket socket = connect()) {
      new DataOutputStream(socket.getOutputStream()).writeShort(65_535);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static void ask(Socket socket) throws Exception {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeShort(query(5).length);
    out.write(query(5));
    DataInputStream in = new DataInputStream(socket.getInputStream());
    assertThat(new Message(in.readNBytes(in.readUnsignedShort())).getSection(Section.ANSWER))
        .hasSize(2);
  }
}
