package io.eightnines.failover.dns;

import io.eightnines.failover.zone.Found;
import io.eightnines.failover.zone.Node;
import io.eightnines.failover.zone.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Makes the reply to one question (RFC 1034 section 4.3.2, step 3). Used once. */
final class Contents {
  /** Longer chains help nobody, and wildcards can make endless ones. */
  private static final int MAX_ALIASES = 16;

  private final Snapshot now;
  private final Zone zone;
  private final int type;
  private final IntFunction<List<InetAddress>> draw;
  private final List<Record> answer = new ArrayList<>();
  private final List<Record> authority = new ArrayList<>();
  private final List<Record> additional = new ArrayList<>();
  private boolean drawn;
  private boolean glue;

  private Contents(Snapshot now, int type, IntFunction<List<InetAddress>> draw) {
    this.now = now;
    this.zone = now.zone();
    this.type = type;
    this.draw = draw;
  }

  /**
   * What there is of {@code type} at {@code name}.
   *
   * @param draw gives addresses of a type for the service name
   */
  static Reply find(Snapshot now, Name name, int type, IntFunction<List<InetAddress>> draw) {
    return new Contents(now, type, draw).follow(name);
  }

  private Reply follow(Name asked) {
    Set<Name> aliases = new HashSet<>();
    Name name = asked;
    while (zone.find(name) instanceof Found.Here here && isFollowed(here.node())) {
      CNAMERecord alias = (CNAMERecord) here.node().of(Type.CNAME).getFirst();
      answer.add(alias.withName(name));
      if (!aliases.add(name) || aliases.size() == MAX_ALIASES) {
        return reply(Rcode.NOERROR, true);
      }
      name = alias.getTarget();
    }
    return end(name);
  }

  private boolean isFollowed(Node node) {
    return node.has(Type.CNAME) && type != Type.CNAME && type != Type.ANY;
  }

  private Reply end(Name name) {
    boolean begun = !answer.isEmpty();
    return switch (zone.find(name)) {
      case Found.Outside outside -> reply(begun ? Rcode.NOERROR : Rcode.REFUSED, begun);
      case Found.Nowhere nowhere -> denial(Rcode.NXDOMAIN);
      case Found.Below below when isAskedOfParent(name, below.cut()) -> here(name, below.cut());
      case Found.Below below -> referral(below.cut());
      case Found.Here here -> here(name, here.node());
    };
  }

  /** The one type that stands on the parent's side of a cut (RFC 4035 section 3.1.4.1). */
  private boolean isAskedOfParent(Name name, Node cut) {
    return type == Type.DS && name.equals(cut.name());
  }

  private Reply here(Name name, Node node) {
    List<Record> records = type == Type.ANY ? any(name, node) : records(name, node);
    if (records.isEmpty()) {
      return denial(Rcode.NOERROR);
    }
    records.forEach(record -> answer.add(record.withName(name)));
    records.forEach(this::addAddresses);
    return reply(Rcode.NOERROR, true);
  }

  /** One small made-up record instead of all there are (RFC 8482 sections 4.2 and 4.3). */
  private List<Record> any(Name name, Node node) {
    if (node.has(Type.CNAME)) {
      return node.of(Type.CNAME);
    }
    boolean anything = !node.sets().isEmpty() || zone.isService(node);
    return anything
        ? List.of(new HINFORecord(name, DClass.IN, zone.service().ttl().toSeconds(), "RFC8482", ""))
        : List.of();
  }

  private List<Record> records(Name name, Node node) {
    if (zone.isService(node) && (type == Type.A || type == Type.AAAA)) {
      drawn = true;
      return addresses(name);
    }
    return type == Type.SOA && name.equals(zone.name())
        ? List.of(zone.soa(now.plan().generation()))
        : node.of(type);
  }

  private List<Record> addresses(Name name) {
    List<Record> records = new ArrayList<>();
    for (InetAddress address : draw.apply(type)) {
      records.add(
          type == Type.A
              ? new ARecord(name, DClass.IN, now.ttlSeconds(), address)
              : new AAAARecord(name, DClass.IN, now.ttlSeconds(), address));
    }
    return records;
  }

  private Reply denial(int rcode) {
    authority.add(zone.denial(now.plan().generation()));
    return reply(rcode, true);
  }

  private Reply referral(Node cut) {
    cut.of(Type.NS)
        .forEach(server -> {
          authority.add(server);
          addAddresses(server);
        });
    glue = !additional.isEmpty();
    return reply(Rcode.NOERROR, !answer.isEmpty());
  }

  /**
   * Saves the asker a question about the host that a record names (RFC 1034 section 4.3.2, step 6).
   * Addresses from the plan are only given to those who ask for them.
   */
  private void addAddresses(Record record) {
    Name host = hostOf(record);
    if (host == null) {
      return;
    }
    for (int family : new int[] {Type.A, Type.AAAA}) {
      for (Record address : zone.at(host, family)) {
        if (!additional.contains(address)) {
          additional.add(address);
        }
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Name hostOf(Record record) {
    return switch (record.getType()) {
      case Type.NS, Type.MX, Type.SRV -> record.getAdditionalName();
      default -> null;
    };
  }

  private Reply reply(int rcode, boolean authoritative) {
    return new Reply(rcode, authoritative, answer, authority, additional, drawn, glue);
  }
}
