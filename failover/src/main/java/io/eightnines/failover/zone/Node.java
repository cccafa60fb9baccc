package io.eightnines.failover.zone;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * One name and the records that stand there, by type, in the order in which they were written. A
 * name that only has names below it has no records (an empty non-terminal, RFC 8499).
 */
public record Node(Name name, Map<Integer, List<Record>> sets) {
  public List<Record> of(int type) {
    return sets.getOrDefault(type, List.of());
  }

  public boolean has(int type) {
    return sets.containsKey(type);
  }

  boolean isAlias() {
    return has(Type.CNAME);
  }

  public Collection<Integer> types() {
    return sets.keySet();
  }
}
