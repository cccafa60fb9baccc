package io.eightnines.failover.zone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What must hold between the names of a zone: at its cuts, and along its aliases. */
final class TreeRules {
  private final Zone zone;
  private final List<Placed> records;
  private final List<String> faults = new ArrayList<>();

  TreeRules(Zone zone, List<Placed> records) {
    this.zone = zone;
    this.records = records;
  }

  List<String> faults() {
    if (zone.find(zone.service().name()) instanceof Found.Below below) {
      faults.add("service is below the zone cut at " + below.cut().name());
    }
    records.forEach(this::check);
    return faults;
  }

  private void check(Placed placed) {
    Record record = placed.record();
    if (zone.find(record.getName()) instanceof Found.Below below) {
      checkCut(placed, below.cut());
    }
    switch (record) {
      case NSRecord ns -> checkGlue(placed, ns);
      case CNAMERecord alias -> checkCourse(placed, alias);
      default -> {}
    }
  }

  /** Of what is at a cut and below it only the delegation and its glue is ours to give. */
  private void checkCut(Placed placed, Node cut) {
    int type = placed.record().getType();
    boolean address = type == Type.A || type == Type.AAAA;
    boolean atCut = placed.record().getName().equals(cut.name());
    if (!address && !(atCut && (type == Type.NS || type == Type.DS))) {
      faults.add(placed.fault("expected only NS, DS and glue at the zone cut " + cut.name()));
    }
  }

  /** A name server in this zone must have an address, or nobody can reach it. */
  private void checkGlue(Placed placed, NSRecord ns) {
    Name server = ns.getTarget();
    boolean reachable =
        switch (zone.find(server)) {
          case Found.Outside outside -> true;
          case Found.Nowhere nowhere -> false;
          case Found.Here here -> hasAddress(here.node()) || zone.isService(here.node());
          case Found.Below below -> !needsGlue(ns, below.cut()) || hasGlue(server);
        };
    if (!reachable) {
      faults.add(placed.fault("expected an A or AAAA record of " + server));
    }
  }

  /** What is below another cut can be asked for there. */
  private boolean needsGlue(NSRecord ns, Node cut) {
    return ns.getName().equals(zone.name()) || ns.getName().equals(cut.name());
  }

  private boolean hasGlue(Name server) {
    return !zone.at(server, Type.A).isEmpty() || !zone.at(server, Type.AAAA).isEmpty();
  }

  private static boolean hasAddress(Node node) {
    return node.has(Type.A) || node.has(Type.AAAA);
  }

  private void checkCourse(Placed placed, CNAMERecord alias) {
    Set<Name> seen = new HashSet<>(Set.of(alias.getName()));
    Name next = alias.getTarget();
    while (zone.find(next) instanceof Found.Here here && here.node().isAlias()) {
      if (!seen.add(next)) {
        faults.add(placed.fault("expected an end of this chain of aliases, which is a loop"));
        return;
      }
      next = ((CNAMERecord) here.node().of(Type.CNAME).getFirst()).getTarget();
    }
  }
}
