package io.eightnines.failover.dns;

import io.eightnines.failover.zone.Found;
import io.eightnines.failover.zone.Node;
import io.eightnines.failover.zone.Zone;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The answers of one zone that no plan changes: for each name one for each type that stands there,
 * and one for all the others. Each is written by the codec when it is first asked for.
 */
final class ReadyAnswers {
  /** What is made by chance cannot be ready. */
  private static final Body NEVER = new Body(new byte[0], new int[3], false, 0, -1);

  /** Of private use (RFC 6895 section 3.1): no record in the zone has it. */
  private static final int NO_TYPE = 65_280;

  private static final int[] OF_ALIASES = {Type.CNAME, Type.A, Type.AAAA};
  private static final int SOA_NUMBERS_BYTES = 20;

  private final Zone zone;
  private final int service;
  private final boolean[] plain;
  private final boolean[] bare;
  private final int[][] types;
  private final int[] firsts;
  private final AtomicReferenceArray<@Nullable Body> bodies;
  private final Denial denial;

  ReadyAnswers(Zone zone) {
    List<Node> nodes = zone.nodes();
    this.zone = zone;
    this.denial = Denial.of(zone);
    this.plain = new boolean[nodes.size()];
    this.bare = new boolean[nodes.size()];
    this.types = new int[nodes.size()][];
    this.firsts = new int[nodes.size()];
    int count = 0;
    int service = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      plain[i] = zone.find(node.name()) instanceof Found.Here;
      bare[i] = plain[i] && !zone.hasWildcardBelow(node);
      types[i] = typesOf(node);
      firsts[i] = count;
      count += types[i].length + 1;
      service = zone.isService(node) ? i : service;
    }
    this.service = service;
    this.bodies = new AtomicReferenceArray<>(count);
  }

  private static int[] typesOf(Node node) {
    return node.has(Type.CNAME)
        ? OF_ALIASES
        : node.types().stream().mapToInt(Integer::intValue).toArray();
  }

  boolean isService(int place) {
    return place == service;
  }

  /** Whether every name just below this one that is not in the zone does not exist. */
  boolean isBare(int place) {
    return bare[place];
  }

  Denial denial() {
    return denial;
  }

  /** The answer for the name at {@code place}, or null if it takes more than copying. */
  @SuppressWarnings("ReferenceEquality") // There is one NEVER and one list of aliases' types.
  @Nullable Body find(Snapshot now, int place, int type) {
    if (!plain[place]) {
      return null;
    }
    int[] here = types[place];
    int which = 0;
    while (which < here.length && here[which] != type) {
      which++;
    }
    boolean other = which == here.length;
    if (other && here == OF_ALIASES) {
      return null;
    }
    int slot = firsts[place] + which;
    Body body = bodies.get(slot);
    if (body == null) {
      body = made(now, zone.nodes().get(place), other ? NO_TYPE : type);
      bodies.set(slot, body); // Two that make it at once make the same.
    }
    return body == NEVER ? null : body;
  }

  private static Body made(Snapshot now, Node node, int type) {
    Reply reply = Contents.find(now, node.name(), type, drawnType -> List.of());
    if (reply.drawn()) {
      return NEVER;
    }
    Message message = new Message(0);
    message.getHeader().setFlag(Flags.QR);
    message.addRecord(Record.newRecord(node.name(), type, DClass.IN), Section.QUESTION);
    reply.answer().forEach(record -> message.addRecord(record, Section.ANSWER));
    reply.authority().forEach(record -> message.addRecord(record, Section.AUTHORITY));
    reply.additional().forEach(record -> message.addRecord(record, Section.ADDITIONAL));
    byte[] whole = message.toWire();
    int begin = QuickAnswers.QUESTION_AT + node.name().length() + QuickAnswers.TYPE_AND_CLASS_BYTES;
    byte[] bytes = java.util.Arrays.copyOfRange(whole, begin, whole.length);
    int[] counts = {reply.answer().size(), reply.authority().size(), reply.additional().size()};
    return new Body(bytes, counts, reply.authoritative(), reply.rcode(), serialAt(bytes));
  }

  /** Where the serial number of the one SOA record stands (RFC 1035 section 3.3.13), or -1. */
  private static int serialAt(byte[] records) {
    int at = 0;
    while (at < records.length) {
      while (records[at] > 0) {
        at += records[at] + 1;
      }
      at += records[at] == 0 ? 1 : 2; // The root, or a pointer.
      int type = u16(records, at);
      int end = at + 10 + u16(records, at + 8);
      if (type == Type.SOA) {
        return end - SOA_NUMBERS_BYTES;
      }
      at = end;
    }
    return -1;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
