package io.eightnines.runbooks.load;

import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the fleet's name server, never a cache. */
public final class DnsLookup {
  private final SimpleResolver resolver;
  private final Message query;

  /** Asks the daemon of a fleet. */
  public DnsLookup() throws TextParseException {
    resolver =
        new SimpleResolver(
            new InetSocketAddress(
                InetAddress.ofLiteral(FleetLayout.FAILOVER_ADDRESS), FleetLayout.DNS_PORT));
    resolver.setTimeout(Duration.ofSeconds(1));
    query =
        Message.newQuery(
            Record.newRecord(Name.fromString(FleetLayout.SERVICE + "."), Type.A, DClass.IN));
  }

  /** The addresses of one answer, in its order. */
  public List<String> addresses() throws IOException {
    Message question = query.clone();
    question.getHeader().setID((int) (System.nanoTime() & 0xffff));
    return resolver.send(question).getSection(Section.ANSWER).stream()
        .filter(ARecord.class::isInstance)
        .map(record -> ((ARecord) record).getAddress().getHostAddress())
        .toList();
  }
}
