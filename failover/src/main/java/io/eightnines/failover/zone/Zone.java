package io.eightnines.failover.zone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * A zone that may be served: everything in it that no plan changes, and the name that a plan
 * answers.
 */
public final class Zone {
  private static final Name WILDCARD = Name.fromConstantString("*");

  private final Name name;
  private final SOARecord soa;
  private final Service service;
  private final Map<Name, Node> nodes;
  private final List<Node> inOrder;
  private final WireIndex index;

  /** Made by {@link ZoneBuilder} alone, which checks what this takes for granted. */
  Zone(SOARecord soa, Service service, Map<Name, Node> nodes) {
    this.name = soa.getName();
    this.soa = soa;
    this.service = service;
    this.nodes = nodes;
    this.inOrder = List.copyOf(nodes.values());
    this.index = new WireIndex(inOrder.stream().map(Node::name).toList());
  }

  public Name name() {
    return name;
  }

  public Service service() {
    return service;
  }

  /** Every name that exists, in the order written; ancestors stand before their descendants. */
  public List<Node> nodes() {
    return inOrder;
  }

  /** Finds places in {@link #nodes}. */
  public WireIndex index() {
    return index;
  }

  public boolean contains(Name asked) {
    return asked.subdomain(name);
  }

  /** The zone's own serial number, to which the generation of the plan is added. */
  public long serial() {
    return soa.getSerial();
  }

  /**
   * The start of authority while a plan of this generation is in service. Its serial number grows
   * with the zone's and with the plan's, so that it names both (RFC 1982 arithmetic).
   */
  public SOARecord soa(long generation) {
    return soa(soa.getTTL(), generation);
  }

  /** As it stands in a denial: kept no longer than absence may be (RFC 2308 section 3). */
  public SOARecord denial(long generation) {
    return soa(Math.min(soa.getTTL(), soa.getMinimum()), generation);
  }

  private SOARecord soa(long ttlSeconds, long generation) {
    return new SOARecord(
        name,
        DClass.IN,
        ttlSeconds,
        soa.getHost(),
        soa.getAdmin(),
        (soa.getSerial() + generation) & 0xFFFF_FFFFL,
        soa.getRefresh(),
        soa.getRetry(),
        soa.getExpire(),
        soa.getMinimum());
  }

  /** Whether the other zone has the same records, in whatever order. */
  boolean isSameAs(Zone other) {
    return soa.equals(other.soa) && sets(this).equals(sets(other));
  }

  private static Map<Name, Map<Integer, Set<String>>> sets(Zone zone) {
    Map<Name, Map<Integer, Set<String>>> sets = new HashMap<>();
    for (Node node : zone.nodes()) {
      Map<Integer, Set<String>> here = new HashMap<>();
      node.sets()
          .forEach((type, set) ->
              here.put(type, set.stream().map(Record::toString).collect(Collectors.toSet())));
      sets.put(node.name(), here);
    }
    return sets;
  }

  public Found find(Name asked) {
    if (!contains(asked)) {
      return new Found.Outside();
    }
    Node encloser = null;
    for (int labels = name.labels(); labels <= asked.labels(); labels++) {
      Node node = nodes.get(new Name(asked, asked.labels() - labels));
      if (node == null) {
        break;
      }
      encloser = node;
      if (isCut(node)) {
        return new Found.Below(node);
      }
    }
    if (encloser == null) {
      throw new IllegalStateException("the apex is missing in " + name);
    }
    return encloser.name().labels() == asked.labels()
        ? new Found.Here(encloser)
        : wildcard(encloser);
  }

  private Found wildcard(Node encloser) {
    Node wildcard = nodes.get(wildcardBelow(encloser.name()));
    return wildcard == null ? new Found.Nowhere(encloser) : new Found.Here(wildcard);
  }

  /** Whether names that do not exist just below this one are answered all the same. */
  public boolean hasWildcardBelow(Node encloser) {
    return nodes.containsKey(wildcardBelow(encloser.name()));
  }

  private static Name wildcardBelow(Name encloser) {
    try {
      return Name.concatenate(WILDCARD, encloser);
    } catch (org.xbill.DNS.NameTooLongException e) {
      return WILDCARD; // So long a name has nothing below it; a relative name is in no zone.
    }
  }

  /** The records of this name and type, wherever they stand: also glue below a cut. */
  public List<Record> at(Name owner, int type) {
    Node node = nodes.get(owner);
    return node == null ? List.of() : node.of(type);
  }

  public boolean isCut(Node node) {
    return node.has(Type.NS) && !node.name().equals(name);
  }

  public boolean isService(Node node) {
    return node.name().equals(service.name());
  }
}
