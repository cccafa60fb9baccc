package io.eightnines.failover.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Packets that are nearly queries: real ones with bytes changed, cut, added, or spliced. */
final class Mutations {
  private static final int MAX_BYTES = 1500;

  private final SplittableRandom random;
  private final List<byte[]> originals = new ArrayList<>();

  Mutations(long seed) {
    this.random = new SplittableRandom(seed);
    for (String name : List.of("api.example.test.", "example.test.", "x.example.test.", ".")) {
      for (int type : new int[] {Type.A, Type.NS, Type.SOA, Type.ANY, Type.TXT, Type.AXFR}) {
        originals.add(query(name, type).toWire());
        originals.add(edns(name, type, new CookieOption(new byte[8])).toWire());
        originals.add(edns(name, type, new CookieOption(new byte[8], new byte[16])).toWire());
      }
    }
    originals.add(edns("api.example.test.", Type.A, subnet()).toWire());
    originals.add(query("a.".repeat(120) + "example.test.", Type.A).toWire());
    Message response = query("api.example.test.", Type.A);
    response.getHeader().setFlag(Flags.QR);
    originals.add(response.toWire());
    Message update = query("example.test.", Type.SOA);
    update.getHeader().setOpcode(Opcode.UPDATE);
    originals.add(update.toWire());
    Message two = query("api.example.test.", Type.A);
    two.addRecord(two.getQuestion(), Section.QUESTION);
    originals.add(two.toWire());
  }

  private static EDNSOption subnet() {
    return new ClientSubnetOption(24, java.net.InetAddress.ofLiteral("192.0.2.0"));
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
  }

  private static Message edns(String name, int type, EDNSOption option) {
    Message query = query(name, type);
    query.addRecord(new OPTRecord(4096, 0, 0, 0x8000, List.of(option)), Section.ADDITIONAL);
    return query;
  }

  byte[] next() {
    byte[] packet = pick();
    switch (random.nextInt(8)) {
      case 0 -> packet = Arrays.copyOf(packet, random.nextInt(packet.length + 1));
      case 1 -> packet = Arrays.copyOf(packet, packet.length + random.nextInt(64));
      case 2 -> packet = spliced(packet, pick());
      case 3 -> {
        packet = new byte[random.nextInt(MAX_BYTES)];
        random.nextBytes(packet);
      }
      default -> packet = packet.clone();
    }
    for (int changes = random.nextInt(6); changes > 0 && packet.length > 0; changes--) {
      packet[random.nextInt(packet.length)] = odd();
    }
    return packet;
  }

  private byte[] pick() {
    return originals.get(random.nextInt(originals.size()));
  }

  private byte[] spliced(byte[] head, byte[] tail) {
    int cut = random.nextInt(head.length);
    int from = random.nextInt(tail.length);
    byte[] both = Arrays.copyOf(head, cut + tail.length - from);
    System.arraycopy(tail, from, both, cut, tail.length - from);
    return both;
  }

  /** Any byte, and more often those that mean something: pointers, great counts, zero. */
  private byte odd() {
    return switch (random.nextInt(4)) {
      case 0 -> (byte) (0xC0 | random.nextInt(4));
      case 1 -> (byte) 0xFF;
      case 2 -> 0;
      default -> (byte) random.nextInt();
    };
  }
}
