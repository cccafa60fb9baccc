package io.eightnines.failover.dns.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the name server asks of a port, whatever it is made of. */
abstract class DatagramPortContract {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.3.11");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

  /** The most that fits into one datagram of UDP over IPv4 (RFC 768, RFC 791). */
  private static final int LARGEST = 65_507;

  private static final int PATIENCE_MS = 20_000;

  private final List<DatagramPort> opened = new ArrayList<>();
  private final List<Thread> serving = new ArrayList<>();
  private final Queue<IOException> troubles = new ConcurrentLinkedQueue<>();

  abstract DatagramPort make(InetSocketAddress wanted, boolean shared) throws IOException;

  private DatagramPort open(InetAddress address, int port, boolean shared) throws IOException {
    DatagramPort made = make(new InetSocketAddress(address, port), shared);
    opened.add(made);
    return made;
  }

  private DatagramPort open() throws IOException {
    return open(ADDRESS, 0, false);
  }

  @AfterEach
  void close() throws Exception {
    opened.forEach(DatagramPort::wake);
    for (Thread thread : serving) {
      thread.join();
    }
    opened.forEach(DatagramPort::close);
  }

  private Thread serve(DatagramPort port, Desk desk) {
    Thread thread = Thread.ofPlatform().start(() -> serveUntilWoken(port, desk));
    serving.add(thread);
    return thread;
  }

  private void serveUntilWoken(DatagramPort port, Desk desk) {
    while (true) {
      try {
        port.serve(desk);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        troubles.add(e);
      }
    }
  }

  private static byte[] echo(byte[] datagram, byte[] source) {
    return datagram;
  }

  /** Takes only what comes from the very address and port that it sends to. */
  private static DatagramSocket client(DatagramPort port) throws IOException {
    DatagramSocket socket = new DatagramSocket(null);
    socket.setReceiveBufferSize(1 << 20);
    socket.connect(port.address());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  @Test
  void a_free_port_is_found_and_told() throws Exception {
    DatagramPort port = open();

    assertThat(port.address().getAddress()).isEqualTo(ADDRESS);
    assertThat(port.address().getPort()).isPositive();
  }

  @Test
  void an_address_that_is_taken_is_refused() throws Exception {
    DatagramPort first = open();

    assertThatThrownBy(() -> open(ADDRESS, first.address().getPort(), false))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Address already in use");
  }

  @Test
  void an_address_of_another_machine_is_refused() {
    assertThatThrownBy(() -> open(InetAddress.ofLiteral("192.0.2.1"), 0, false))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("assign requested address");
  }

  @Test
  void more_datagrams_at_once_than_any_batch_are_each_answered_once() throws Exception {
    DatagramPort port = open();
    try (DatagramSocket socket = client(port)) {
      Set<Integer> wanted = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        send(socket, number(i));
        wanted.add(i);
      }

      serve(port, DatagramPortContract::echo);

      List<Integer> came = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        came.add(ByteBuffer.wrap(receive(socket)).getInt());
      }
      assertThat(came).doesNotHaveDuplicates().containsAll(wanted);
      socket.setSoTimeout(1);
      assertThatThrownBy(() -> receive(socket)).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void every_asker_gets_its_own_answer_and_is_known_by_its_address() throws Exception {
    DatagramPort port = open();
    List<DatagramSocket> sockets = new ArrayList<>();
    try {
      for (int i = 1; i <= 100; i++) {
        InetAddress own = InetAddress.ofLiteral("127.0." + i % 3 + "." + i);
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(own, 0));
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(port.address());
        sockets.add(socket);
        send(socket, number(i));
      }

      serve(port, (datagram, source) -> join(source, datagram));

      for (int i = 1; i <= 100; i++) {
        DatagramSocket socket = sockets.get(i - 1);
        assertThat(receive(socket))
            .isEqualTo(join(socket.getLocalAddress().getAddress(), number(i)));
      }
    } finally {
      sockets.forEach(DatagramSocket::close);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  @Test
  void the_largest_and_the_smallest_datagram_come_and_go_whole() throws Exception {
    DatagramPort port = open();
    byte[] large = new byte[LARGEST];
    new SplittableRandom(1).nextBytes(large);
    serve(port, DatagramPortContract::echo);
    // Not connected: over a connection the JDK sends no empty datagram.
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MS);
      for (byte[] bytes : List.of(large, new byte[0], new byte[] {7}, large)) {
        socket.send(new DatagramPacket(bytes, bytes.length, port.address()));

        assertThat(receive(socket)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void who_deserves_no_answer_gets_none_and_the_others_get_theirs() throws Exception {
    DatagramPort port = open();
    try (DatagramSocket socket = client(port)) {
      for (int i = 0; i < 60; i++) {
        send(socket, number(i));
      }

      serve(port, (datagram, source) -> datagram[3] % 3 == 0 ? new byte[] {datagram[3]} : null);

      Set<Byte> came = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        came.add(receive(socket)[0]);
      }
      assertThat(came).hasSize(20).allMatch(each -> each % 3 == 0);
      socket.setSoTimeout(1);
      assertThatThrownBy(() -> receive(socket)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void an_answer_that_cannot_be_sent_is_told_and_keeps_no_other_back() throws Exception {
    DatagramPort port = open();
    try (DatagramSocket socket = client(port)) {
      for (int i = 0; i < 40; i++) {
        send(socket, number(i));
      }

      serve(port, (datagram, source) -> datagram[3] % 4 == 1 ? new byte[65_535] : datagram);

      Set<Integer> came = new HashSet<>();
      for (int i = 0; i < 30; i++) {
        came.add(ByteBuffer.wrap(receive(socket)).getInt());
      }
      assertThat(came).hasSize(30).allMatch(each -> each % 4 != 1);
      Await.until("told", () -> !troubles.isEmpty());
    }
  }

  @Test
  void an_asker_that_has_gone_disturbs_nobody() throws Exception {
    DatagramPort port = open();
    for (int i = 0; i < 20; i++) {
      try (DatagramSocket gone = client(port)) {
        send(gone, number(i));
      }
    }
    try (DatagramSocket socket = client(port)) {
      send(socket, number(77));

      serve(port, DatagramPortContract::echo);

      assertThat(receive(socket)).isEqualTo(number(77));
      send(socket, number(78));
      assertThat(receive(socket)).isEqualTo(number(78));
    }
  }

  @Test
  void an_asker_by_ipv6_is_answered() throws Exception {
    DatagramPort port = open(IPV6, 0, false);
    serve(port, (datagram, source) -> source);
    try (DatagramSocket socket = client(port)) {
      send(socket, number(1));

      assertThat(receive(socket)).isEqualTo(IPV6.getAddress());
    }
    assertThat(port.address().getAddress()).isEqualTo(IPV6);
  }

  @Test
  void whoever_listens_at_all_addresses_knows_an_asker_by_ipv4_as_one() throws Exception {
    DatagramPort port = open(InetAddress.ofLiteral("::"), 0, false);
    serve(port, (datagram, source) -> source);
    try (DatagramSocket socket = new DatagramSocket(null)) {
      // The kernel's choice for an answer to ourselves, if the socket is bound to all addresses.
      socket.connect(new InetSocketAddress(LOOPBACK, port.address().getPort()));
      socket.setSoTimeout(PATIENCE_MS);
      send(socket, number(1));

      assertThat(receive(socket)).isEqualTo(socket.getLocalAddress().getAddress()).hasSize(4);
    }
  }

  @Test
  void two_ports_share_the_askers_of_one_address() throws Exception {
    DatagramPort first = open(ADDRESS, 0, true);
    DatagramPort second = open(ADDRESS, first.address().getPort(), true);
    serve(first, (datagram, source) -> new byte[] {1});
    serve(second, (datagram, source) -> new byte[] {2});

    Set<Byte> seen = new HashSet<>();
    Await.until(
        "answers of both",
        () -> {
          try (DatagramSocket socket = client(first)) {
            send(socket, number(0));
            seen.add(receive(socket)[0]);
          }
          return seen.size() == 2;
        });
  }

  @Test
  void a_thread_that_waits_is_woken_and_ends() throws Exception {
    DatagramPort port = open();
    Thread thread = serve(port, DatagramPortContract::echo);
    try (DatagramSocket socket = client(port)) {
      send(socket, number(1));
      assertThat(receive(socket)).isEqualTo(number(1)); // so it does serve
    }

    port.wake();

    thread.join(PATIENCE_MS);
    assertThat(thread.isAlive()).isFalse();
    assertThat(troubles).isEmpty();
  }

  @Test
  void a_port_that_was_woken_serves_no_more_even_if_nobody_waited() throws Exception {
    DatagramPort port = open();
    port.wake();

    assertThatThrownBy(() -> port.serve(DatagramPortContract::echo))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void what_is_closed_can_be_bound_again_and_closing_twice_is_no_harm() throws Exception {
    DatagramPort port = open();
    port.wake();
    port.close();
    port.close();
    port.wake();

    DatagramPort again = open(ADDRESS, port.address().getPort(), false);

    serve(again, DatagramPortContract::echo);
    try (DatagramSocket socket = client(again)) {
      send(socket, number(5));
      assertThat(receive(socket)).isEqualTo(number(5));
    }
  }
}
