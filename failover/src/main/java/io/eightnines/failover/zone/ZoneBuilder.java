package io.eightnines.failover.zone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** Makes a zone of records, if every rule holds. */
public final class ZoneBuilder {
  private final Name apex;
  private final Service service;
  private final List<Placed> records;

  public ZoneBuilder(Name apex, Service service, List<Placed> records) {
    this.apex = apex;
    this.service = service;
    this.records = List.copyOf(records);
  }

  public Zone build() throws RefusedZoneException {
    List<String> faults = new ArrayList<>(RecordRules.faults(apex, service, records));
    if (!faults.isEmpty()) {
      throw new RefusedZoneException(faults);
    }
    Zone zone = new Zone(soa(), service, nodes());
    faults.addAll(new TreeRules(zone, records).faults());
    if (!faults.isEmpty()) {
      throw new RefusedZoneException(faults);
    }
    return zone;
  }

  private SOARecord soa() {
    return records.stream()
        .map(Placed::record)
        .filter(SOARecord.class::isInstance)
        .map(SOARecord.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private Map<Name, Node> nodes() {
    Map<Name, Map<Integer, List<Record>>> sets = new LinkedHashMap<>();
    sets.put(apex, new LinkedHashMap<>());
    withAncestors(sets, service.name());
    for (Placed placed : records) {
      Record record = placed.record();
      withAncestors(sets, record.getName());
      List<Record> set =
          sets.computeIfAbsent(record.getName(), name -> new LinkedHashMap<>())
              .computeIfAbsent(record.getType(), type -> new ArrayList<>());
      if (!set.contains(record)) {
        set.add(record); // The same record twice is one (RFC 2181 section 5).
      }
    }
    Map<Name, Node> nodes = new LinkedHashMap<>();
    sets.forEach((name, byType) -> nodes.put(name, new Node(name, frozen(byType))));
    return Collections.unmodifiableMap(nodes);
  }

  /** A name exists when one below it does (RFC 8020 section 2). */
  private void withAncestors(Map<Name, Map<Integer, List<Record>>> sets, Name name) {
    for (int labels = apex.labels() + 1; labels <= name.labels(); labels++) {
      sets.computeIfAbsent(new Name(name, name.labels() - labels), n -> new LinkedHashMap<>());
    }
  }

  private static Map<Integer, List<Record>> frozen(Map<Integer, List<Record>> byType) {
    Map<Integer, List<Record>> copy = new LinkedHashMap<>();
    byType.forEach((type, set) -> copy.put(type, List.copyOf(set)));
    return Collections.unmodifiableMap(copy);
  }
}
