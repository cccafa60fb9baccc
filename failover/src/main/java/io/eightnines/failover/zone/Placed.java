package io.eightnines.failover.zone;

import org.xbill.DNS.Record;

/**
 * A record and where it was written.
 *
 * @param place for people, for example {@code /etc/example.zone:12} or {@code records[3]}
 */
public record Placed(Record record, String place) {
  String fault(String problem) {
    return place + ": " + record.getName() + " " + typeName() + ": " + problem;
  }

  private String typeName() {
    return org.xbill.DNS.Type.string(record.getType());
  }
}
