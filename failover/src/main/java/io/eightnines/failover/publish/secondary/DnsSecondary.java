package io.eightnines.failover.publish.secondary;

import io.eightnines.failover.dns.transfer.Secondary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A secondary that is spoken to over UDP; notifications are signed. */
public final class DnsSecondary implements SecondaryServer {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SimpleResolver notices;
  private final SimpleResolver questions;
  private final Name zone;

  /**
   * @param from the address that the secondary knows its primary by; a wildcard leaves the choice
   *     to the kernel
   */
  public DnsSecondary(Secondary secondary, Name zone, InetAddress from) {
    this.zone = zone;
    this.notices = resolver(secondary);
    this.questions = resolver(secondary);
    notices.setTSIGKey(secondary.key());
    if (!from.isAnyLocalAddress() && isSameFamily(from, secondary.address().getAddress())) {
      notices.setLocalAddress(new InetSocketAddress(from, 0));
    }
  }

  private static boolean isSameFamily(InetAddress one, InetAddress other) {
    return one.getAddress().length == other.getAddress().length;
  }

  private static SimpleResolver resolver(Secondary secondary) {
    SimpleResolver resolver = new SimpleResolver(secondary.address());
    resolver.setTimeout(PATIENCE);
    resolver.setEDNS(-1);
    return resolver;
  }

  @Override
  public void tell(SOARecord authority) throws IOException {
    Message notice = Message.newQuery(Record.newRecord(zone, Type.SOA, DClass.IN));
    notice.getHeader().setOpcode(Opcode.NOTIFY);
    notice.getHeader().unsetFlag(Flags.RD);
    notice.getHeader().setFlag(Flags.AA);
    notice.addRecord(authority, Section.ANSWER); // a hint (RFC 1996 section 3.7)
    int rcode = notices.send(notice).getRcode();
    if (rcode != Rcode.NOERROR) {
      throw new IOException("its answer to the notification is " + Rcode.string(rcode));
    }
  }

  @Override
  public long serial() throws IOException {
    Message query = Message.newQuery(Record.newRecord(zone, Type.SOA, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    Message answer = questions.send(query);
    return answer.getSection(Section.ANSWER).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(record -> ((SOARecord) record).getSerial())
        .findFirst()
        .orElseThrow(
            () -> new IOException("it has no SOA record: " + Rcode.string(answer.getRcode())));
  }
}
