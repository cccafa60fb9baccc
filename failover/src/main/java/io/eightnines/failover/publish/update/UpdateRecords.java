package io.eightnines.failover.publish.update;

import io.eightnines.failover.publish.Content;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.ProviderException;
import io.eightnines.failover.publish.RecordSet;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.RecordStore;
import io.eightnines.failover.publish.Trouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** The records on a zone's primary server, read by queries and changed by updates, all over TCP. */
public final class UpdateRecords implements RecordStore<Record> {
  /** The zone and where its primary server is. */
  public record Primary(InetSocketAddress server, Name zone, Duration patience) {}

  private final Primary primary;
  private final TSIG key;
  private final Owner owner;
  private final long markTtlSeconds;

  public UpdateRecords(Primary primary, TSIG key, Owner owner, long markTtlSeconds) {
    this.primary = primary;
    this.key = key;
    this.owner = owner;
    this.markTtlSeconds = markTtlSeconds;
  }

  @Override
  public Reading<Record> read() throws ProviderException {
    List<Record> marks = records(owner.mark(), Type.TXT);
    List<Record> addresses = new ArrayList<>(records(owner.service(), Type.A));
    records(owner.service(), Type.AAAA).stream()
        .filter(record -> !addresses.contains(record))
        .forEach(addresses::add);
    List<Record> all = new ArrayList<>(marks);
    all.addAll(addresses);
    return new Reading<>(
        marks.stream().map(UpdateRecords::markText).toList(), lines(addresses), all);
  }

  /** An alias (CNAME) at the name is answered instead of what is asked for. */
  private List<Record> records(Name name, int type) throws ProviderException {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    Message answer = send(query);
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      throw new ProviderException(kind(rcode), words("query for " + name, rcode));
    }
    if (!answer.getHeader().getFlag(Flags.AA)) {
      throw new ProviderException(
          Trouble.Kind.REFUSED, "the server does not answer for " + name + " with authority");
    }
    return answer.getSection(Section.ANSWER).stream()
        .filter(record -> record.getName().equals(name))
        .filter(record -> record.getType() == type || record.getType() == Type.CNAME)
        .toList();
  }

  @Override
  public Replacement replace(Reading<Record> before, Content after) throws ProviderException {
    Update update = new Update(primary.zone());
    before.exact().forEach(record -> update.present(asPrerequisite(record)));
    for (int type : List.of(Type.A, Type.AAAA)) {
      if (before.exact().stream().noneMatch(record -> record.getType() == type)) {
        update.absent(owner.service(), type);
      }
      update.delete(owner.service(), type);
    }
    if (before.marks().isEmpty()) {
      update.absent(owner.mark(), Type.TXT);
    }
    before.exact().stream()
        .filter(record -> record.getType() == Type.CNAME)
        .forEach(alias -> update.delete(alias.getName(), Type.CNAME));
    update.delete(owner.mark(), Type.TXT);
    after.sets().forEach(set -> add(update, set));
    update.add(new TXTRecord(owner.mark(), DClass.IN, markTtlSeconds, after.mark().text()));
    int rcode = send(update).getRcode();
    return switch (rcode) {
      case Rcode.NOERROR -> new Replacement.Accepted(Optional.empty());
      case Rcode.NXRRSET, Rcode.YXRRSET, Rcode.NXDOMAIN, Rcode.YXDOMAIN ->
          new Replacement.Conflict(words("update", rcode));
      default -> throw new ProviderException(kind(rcode), words("update", rcode));
    };
  }

  /** The lifetime of a prerequisite must be zero (RFC 2136 section 2.4.2). */
  private static Record asPrerequisite(Record record) {
    return Record.newRecord(
        record.getName(), record.getType(), record.getDClass(), 0, record.rdataToWireCanonical());
  }

  private void add(Update update, RecordSet set) {
    if (!(set.target() instanceof Target.Addresses addresses)) {
      throw new IllegalArgumentException("set is " + set.text() + ", expected addresses");
    }
    int type = set.type() == RecordSet.Type.A ? Type.A : Type.AAAA;
    try {
      for (String address : addresses.values()) {
        update.add(owner.service(), type, set.ttlSeconds(), address);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("set is " + set.text() + ", expected addresses", e);
    }
  }

  /** What a server has accepted it answers, and others follow in their own time. */
  @Override
  public boolean isSettled(String change) {
    return true;
  }

  private Message send(Message message) throws ProviderException {
    SimpleResolver resolver = new SimpleResolver(primary.server());
    resolver.setTCP(true);
    resolver.setTSIGKey(key);
    resolver.setTimeout(primary.patience());
    try {
      return resolver.send(message);
    } catch (IOException e) {
      throw new ProviderException(
          Trouble.Kind.UNREACHABLE, primary.server() + ": " + String.valueOf(e.getMessage()));
    }
  }

  private static Trouble.Kind kind(int rcode) {
    return switch (rcode) {
      case Rcode.REFUSED, Rcode.NOTAUTH, Rcode.NOTZONE, Rcode.FORMERR, Rcode.NOTIMP ->
          Trouble.Kind.REFUSED;
      default -> Trouble.Kind.UNREACHABLE;
    };
  }

  private static String words(String what, int rcode) {
    return "the answer to the " + what + " is " + Rcode.string(rcode);
  }

  private static String markText(Record record) {
    return record instanceof TXTRecord txt
        ? String.join("", txt.getStrings())
        : record.rdataToString();
  }

  private static List<String> lines(List<Record> records) {
    Map<String, List<Record>> sets = new LinkedHashMap<>();
    records.forEach(record ->
        sets.computeIfAbsent(record.getType() + " " + record.getTTL(), key -> new ArrayList<>())
            .add(record));
    return sets.values().stream().map(UpdateRecords::line).toList();
  }

  private static String line(List<Record> set) {
    Record first = set.getFirst();
    if (first.getType() == Type.CNAME) {
      return "CNAME " + first.rdataToString();
    }
    return new RecordSet(
            first.getType() == Type.A ? RecordSet.Type.A : RecordSet.Type.AAAA,
            "",
            0,
            first.getTTL(),
            new Target.Addresses(
                set.stream().map(record -> RecordSet.canonical(record.rdataToString())).toList()))
        .text();
  }
}
