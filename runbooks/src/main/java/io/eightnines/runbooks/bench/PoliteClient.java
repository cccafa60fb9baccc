package io.eightnines.runbooks.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks as a resolver does: by UDP three times with a second each, by TCP when told so, and with the
 * server's cookie if it takes cookies.
 */
final class PoliteClient {
  private static final int ATTEMPTS = 3;
  private static final int ATTEMPT_MS = 1000;
  private static final int MAX_ANSWER_BYTES = 4096;

  private final InetAddress from;
  private final InetSocketAddress server;
  private final Name service;
  private final boolean takesCookies;
  private final byte[] clientCookie = new byte[8];
  private final AtomicReference<Optional<CookieOption>> cookie =
      new AtomicReference<>(Optional.empty());

  PoliteClient(
      InetAddress from,
      InetSocketAddress server,
      Name service,
      boolean takesCookies,
      Random random) {
    this.from = from;
    this.server = server;
    this.service = service;
    this.takesCookies = takesCookies;
    random.nextBytes(clientCookie);
  }

  /** Whether the question was answered with addresses. */
  boolean isAnswered() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Message query = query();
        Message answer = udp(query);
        learn(answer);
        if (answer.getRcode() == Rcode.BADCOOKIE) {
          query = query();
          answer = udp(query);
          learn(answer);
        }
        if (answer.getHeader().getFlag(Flags.TC)) {
          answer = tcp(query);
          learn(answer);
        }
        if (!answer.getSection(Section.ANSWER).isEmpty()) {
          return true;
        }
      } catch (IOException lost) {
        // asked again
      }
    }
    return false;
  }

  private Message query() {
    Message query = Message.newQuery(Record.newRecord(service, Type.A, DClass.IN));
    EDNSOption[] options =
        takesCookies
            ? new EDNSOption[] {cookie.get().orElse(new CookieOption(clientCookie))}
            : new EDNSOption[0];
    query.addRecord(new OPTRecord(1232, 0, 0, 0, Arrays.asList(options)), Section.ADDITIONAL);
    return query;
  }

  private void learn(Message answer) {
    if (takesCookies && answer.getOPT() != null) {
      for (EDNSOption option : answer.getOPT().getOptions(EDNSOption.Code.COOKIE)) {
        cookie.set(Optional.of((CookieOption) option));
      }
    }
  }

  private Message udp(Message query) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
      socket.connect(server);
      byte[] bytes = query.toWire();
      socket.send(new DatagramPacket(bytes, bytes.length));
      DatagramPacket packet = new DatagramPacket(new byte[MAX_ANSWER_BYTES], MAX_ANSWER_BYTES);
      long deadline = System.nanoTime() + ATTEMPT_MS * 1_000_000L;
      while (true) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new SocketTimeoutException("no answer in time");
        }
        socket.setSoTimeout((int) leftMs);
        socket.receive(packet);
        Message answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (answer.getHeader().getID() == query.getHeader().getID()) {
          return answer;
        }
      }
    }
  }

  private Message tcp(Message query) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(server, ATTEMPT_MS);
      socket.setSoTimeout(ATTEMPT_MS);
      byte[] bytes = query.toWire();
      DataOutputStream out =
          new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream()));
      out.writeShort(bytes.length);
      out.write(bytes);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      return new Message(answer);
    }
  }
}
