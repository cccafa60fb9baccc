package io.eightnines.failover.zone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What must hold of each record and of those that share its name. */
final class RecordRules {
  /** What an unsigned zone needs; anything else is more likely a mistake than a wish. */
  private static final Set<Integer> TYPES =
      Set.of(
          Type.A,
          Type.AAAA,
          Type.CAA,
          Type.CNAME,
          Type.DS,
          Type.HTTPS,
          Type.MX,
          Type.NAPTR,
          Type.NS,
          Type.PTR,
          Type.SOA,
          Type.SRV,
          Type.SSHFP,
          Type.SVCB,
          Type.TLSA,
          Type.TXT);

  /** A second is the least that every resolver honours; a week outlives every correction. */
  private static final long MAX_TTL_S = 604_800;

  /** A daemon holds its zone in memory, and prepares the answers of each name. */
  static final int MAX_RECORDS = 100_000;

  private final Name apex;
  private final Service service;
  private final List<Placed> records;
  private final List<String> faults = new ArrayList<>();

  private RecordRules(Name apex, Service service, List<Placed> records) {
    this.apex = apex;
    this.service = service;
    this.records = records;
  }

  static List<String> faults(Name apex, Service service, List<Placed> records) {
    RecordRules rules = new RecordRules(apex, service, records);
    rules.checkWhole();
    records.forEach(rules::checkOne);
    rules.checkSets();
    return rules.faults;
  }

  private void checkWhole() {
    if (!service.name().subdomain(apex) || service.name().equals(apex)) {
      faults.add("service is " + service.name() + ", expected a name below " + apex);
    }
    if (records.size() > MAX_RECORDS) {
      faults.add(records.size() + " records, expected at most " + MAX_RECORDS);
    }
    List<Placed> authorities =
        records.stream().filter(placed -> placed.record().getType() == Type.SOA).toList();
    if (authorities.isEmpty()) {
      faults.add(apex + " has no SOA record, expected one");
    }
    authorities.stream()
        .skip(1)
        .forEach(second -> faults.add(second.fault("is a second one, expected one SOA record")));
    if (records.stream().noneMatch(placed -> isAt(placed.record(), apex, Type.NS))) {
      faults.add(apex + " has no NS record, expected at least one");
    }
  }

  private static boolean isAt(Record record, Name name, int type) {
    return record.getType() == type && record.getName().equals(name);
  }

  private void checkOne(Placed placed) {
    Record record = placed.record();
    if (record.getDClass() != DClass.IN) {
      refuse(placed, "class is " + DClass.string(record.getDClass()) + ", expected IN");
    }
    if (!record.getName().subdomain(apex)) {
      refuse(placed, "expected a name in " + apex);
    }
    if (!TYPES.contains(record.getType())) {
      refuse(placed, "expected one of the types " + typeNames());
    }
    if (record.getType() == Type.SOA && !record.getName().equals(apex)) {
      refuse(placed, "expected it at " + apex);
    }
    if (record.getTTL() < 0 || record.getTTL() > MAX_TTL_S) {
      refuse(placed, "ttl is " + record.getTTL() + ", expected at most " + MAX_TTL_S + " s");
    }
    if (isWildcard(record.getName()) && record.getType() == Type.NS) {
      refuse(placed, "expected no NS record at a wildcard (RFC 4592 section 4.2)");
    }
    if (record.getName().equals(service.name()) && isTaken(record.getType())) {
      refuse(placed, "expected no such record at the service name, which the plan answers");
    }
  }

  private static boolean isTaken(int type) {
    return type == Type.A || type == Type.AAAA || type == Type.CNAME || type == Type.NS;
  }

  private static boolean isWildcard(Name name) {
    return name.isWild();
  }

  private static String typeNames() {
    return TYPES.stream()
        .map(Type::string)
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }

  private void checkSets() {
    Map<Name, Map<Integer, Placed>> firsts = new HashMap<>();
    for (Placed placed : records) {
      Record record = placed.record();
      Map<Integer, Placed> here = firsts.computeIfAbsent(record.getName(), n -> new HashMap<>());
      Placed first = here.putIfAbsent(record.getType(), placed);
      if (first != null && first.record().getTTL() != record.getTTL()) {
        refuse(
            placed,
            "ttl is %d, expected %d as in %s (RFC 2181 section 5.2)"
                .formatted(record.getTTL(), first.record().getTTL(), first.place()));
      }
      if (first != null && record.getType() == Type.CNAME && !first.record().equals(record)) {
        refuse(placed, "is a second one, expected one CNAME record; see " + first.place());
      }
    }
    firsts.values().forEach(this::checkAlias);
  }

  /** RFC 1034 section 3.6.2. */
  private void checkAlias(Map<Integer, Placed> here) {
    Placed alias = here.get(Type.CNAME);
    if (alias != null && here.size() > 1) {
      refuse(alias, "expected no other record at this name");
    }
  }

  private void refuse(Placed placed, String problem) {
    faults.add(placed.fault(problem));
  }
}
