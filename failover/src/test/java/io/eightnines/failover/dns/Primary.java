package io.eightnines.failover.dns;

import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.dns.transfer.Secondary;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.dns.transfer.Transfers;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.zone.Zone;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/** Our name server on the loopback, with a zone and a plan that a test changes. */
final class Primary implements AutoCloseable {
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.3.10");
  static final String KEY = "hmac-sha256:transfer:c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISEhISEhISEhISE=";

  final AtomicReference<Zone> zone;
  final AtomicReference<Plan> plan = new AtomicReference<>(plan(7, "127.0.1.1", "127.0.1.2"));
  final Queue<Transfers.Result> results = new ConcurrentLinkedQueue<>();
  private final NameServer server;

  Primary(Zone first, TransferPolicy policy) throws Exception {
    this(first, policy, GeoTable.NONE);
  }

  Primary(Zone first, TransferPolicy policy, GeoTable geo) throws Exception {
    zone = new AtomicReference<>(first);
    server =
        new NameServer(
            new NameServer.Listen(
                ADDRESS, 0, new UdpThreads(1), new TcpLimits(Duration.ofSeconds(10), 16, 16)),
            new Responder(
                new Answers(zone::get, geo, Keyring.of(policy)),
                plan::get,
                new SplittableRandom(1),
                (_, _) -> {},
                new Transfers(
                        policy, zone::get, plan::get, System::nanoTime, (_, r) -> results.add(r))
                    ::begin),
            Shields.open(),
            System::nanoTime);
    server.start();
  }

  static Plan plan(long generation, String... addresses) {
    Plan everybody =
        Zones.everybody(Arrays.stream(addresses).map(a -> Fleets.endpoint(a, 1)).toList());
    return new Plan(generation, everybody.decided(), everybody.endpoints());
  }

  static TSIG key(String text) {
    String[] parts = text.split(":", -1);
    return new TSIG(
        Name.fromConstantString(parts[0] + "."),
        Name.fromConstantString(parts[1] + "."),
        Base64.getDecoder().decode(parts[2]));
  }

  /** One that may come from 127.0.0.1. */
  static Secondary secondary(int port) {
    InetAddress address = InetAddress.ofLiteral("127.0.0.1");
    return new Secondary(
        "other", new InetSocketAddress(address, port), List.of(Network.of(address)), key(KEY));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(ADDRESS, server.port());
  }

  /** The answer to one query over TCP, from an address of ours. */
  Message ask(Message query, String from) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(address());
      socket.setSoTimeout(20_000);
      byte[] bytes = query.toWire();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(bytes.length);
      out.write(bytes);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return new Message(in.readNBytes(in.readUnsignedShort()));
    }
  }

  long serial() {
    return zone.get().soa(plan.get().generation()).getSerial();
  }

  @Override
  public void close() {
    server.stop();
  }
}
