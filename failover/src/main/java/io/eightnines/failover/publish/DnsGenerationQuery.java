package io.eightnines.failover.publish;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Asks for the generation record by DNS, over UDP and without recursion. */
public final class DnsGenerationQuery implements GenerationQuery {
  private final Owner owner;
  private final SimpleResolver resolver;

  public DnsGenerationQuery(Owner owner, InetSocketAddress server, Duration patience) {
    this.owner = owner;
    this.resolver = new SimpleResolver(server);
    resolver.setTimeout(patience);
  }

  @Override
  public long ask() throws IOException {
    Message query = Message.newQuery(Record.newRecord(owner.mark(), Type.TXT, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    Message answer = resolver.send(query);
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      throw new IOException("it answers " + Rcode.string(rcode));
    }
    return answer.getSection(Section.ANSWER).stream()
        .filter(TXTRecord.class::isInstance)
        .map(record -> Mark.parse(String.join("", ((TXTRecord) record).getStrings())))
        .flatMap(Optional::stream)
        .mapToLong(Mark::generation)
        .max()
        .orElse(0);
  }
}
