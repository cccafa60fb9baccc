package io.eightnines.runbooks.load;

import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks one name server over UDP, never a cache. Used by one thread at a time. */
public final class DnsLookup implements AutoCloseable {
  private static final int MAX_ANSWER = 1232;

  private final DatagramSocket socket;
  private final byte[] query;
  private final byte[] buffer = new byte[MAX_ANSWER];
  private int id;

  /**
   * Asks the name server at an address, on the port of the fleet's name servers.
   *
   * @param service the name that is looked up
   * @param patience for one answer
   */
  public DnsLookup(String address, String service, Duration patience) throws IOException {
    socket = new DatagramSocket();
    socket.setSoTimeout((int) patience.toMillis());
    // Connected, so that a server that is gone refuses at once instead of being waited for.
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), FleetLayout.DNS_PORT));
    query =
        Message.newQuery(Record.newRecord(Name.fromString(service + "."), Type.A, DClass.IN))
            .toWire();
  }

  /**
   * The addresses of one answer, in its order.
   *
   * @throws IOException if there was no answer in time, or none that can be read
   */
  public List<String> addresses() throws IOException {
    id = (id + 1) & 0xffff;
    query[0] = (byte) (id >>> 8);
    query[1] = (byte) id;
    socket.send(new DatagramPacket(query, query.length));
    return new Message(answer())
        .getSection(Section.ANSWER).stream()
            .filter(ARecord.class::isInstance)
            .map(record -> ((ARecord) record).getAddress().getHostAddress())
            .toList();
  }

  /** The answer to this query: one that comes late belongs to an earlier one. */
  private byte[] answer() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.receive(packet);
      if (packet.getLength() >= 12 && buffer[0] == query[0] && buffer[1] == query[1]) {
        return Arrays.copyOf(buffer, packet.getLength());
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
