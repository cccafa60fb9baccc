package io.eightnines.failover.dns;

import io.eightnines.failover.zone.Zone;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * The SOA record that says that a name does not exist, ready to be copied behind any question in
 * the zone.
 *
 * @param apexPointersAt where pointers (RFC 1035 section 4.1.4) to the zone's name stand; where
 *     that is depends on the question
 * @param apexBytes length of the zone's name, with which the question ends
 */
@SuppressWarnings("ArrayRecordComponent") // Copied for each query; never compared, never changed.
record Denial(byte[] bytes, int[] apexPointersAt, int serialAt, int apexBytes) {
  private static final int NO_POINTER = -1;

  static Denial of(Zone zone) {
    SOARecord soa = zone.denial(0);
    DNSOutput data = new DNSOutput();
    int owner = 0;
    int fixed = 12; // The owner's pointer, type, class, TTL and length.
    int host = writeName(data, soa.getHost(), zone.name());
    int admin = writeName(data, soa.getAdmin(), zone.name());
    int serial = data.current();
    data.writeU32(soa.getSerial());
    data.writeU32(soa.getRefresh());
    data.writeU32(soa.getRetry());
    data.writeU32(soa.getExpire());
    data.writeU32(soa.getMinimum());
    byte[] rdata = data.toByteArray();
    DNSOutput record = new DNSOutput();
    record.writeU16(0);
    record.writeU16(Type.SOA);
    record.writeU16(DClass.IN);
    record.writeU32(soa.getTTL());
    record.writeU16(rdata.length);
    record.writeByteArray(rdata);
    int[] pointers =
        java.util.stream.IntStream.of(owner - fixed, host, admin)
            .filter(at -> at != NO_POINTER)
            .map(at -> at + fixed)
            .toArray();
    return new Denial(record.toByteArray(), pointers, fixed + serial, zone.name().length());
  }

  /** Returns where the pointer stands, or NO_POINTER for a name in another zone. */
  private static int writeName(DNSOutput out, Name name, Name apex) {
    if (!name.subdomain(apex)) {
      out.writeByteArray(name.toWire());
      return NO_POINTER;
    }
    out.writeByteArray(name.toWire(), 0, name.length() - apex.length());
    int pointer = out.current();
    out.writeU16(0);
    return pointer;
  }
}
