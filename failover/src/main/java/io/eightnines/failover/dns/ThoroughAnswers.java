package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.dns.transfer.Keyring.Signature;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.geo.Located;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers every query there is, by a codec that makes an object of each part. */
final class ThoroughAnswers {
  private final GeoTable geo;
  private final Keyring keys;

  ThoroughAnswers(GeoTable geo, Keyring keys) {
    this.geo = geo;
    this.keys = keys;
  }

  Response answer(Query query, Snapshot now, RandomGenerator random) {
    Message asked;
    Signature signature;
    try {
      asked = new Message(query.bytes());
      signature = keys.judge(asked, query.bytes());
    } catch (IOException | RuntimeException e) {
      return unreadable(query);
    }
    return switch (signature) {
      case Signature.Absent a -> written(asked, query, now, random);
      case Signature.Valid valid ->
          signed(written(asked, query, now, random), asked, query.transport(), valid);
      case Signature.Unknown u -> unproved(asked, u);
      case Signature.Wrong w -> unproved(asked, w);
      case Signature.Stale s -> unproved(asked, s);
    };
  }

  private static Response unproved(Message asked, Signature signature) {
    Message reply = skeleton(asked);
    Keyring.refuse(reply, asked, signature);
    return written(reply);
  }

  /** Whole and signed if that fits; else cut and signed. */
  private static Response signed(
      Response found, Message asked, Transport transport, Signature.Valid signature) {
    Message reply;
    try {
      reply = new Message(found.bytes().orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException("our own response cannot be read", e);
    }
    signature.sign(reply, asked);
    if (reply.toWire().length > limit(asked, transport)) {
      int rcode = reply.getHeader().getRcode();
      reply = skeleton(asked);
      reply.getHeader().setRcode(rcode);
      reply.getHeader().setFlag(Flags.TC);
      signature.sign(reply, asked);
    }
    return new Response(Optional.of(reply.toWire()), found.rcode());
  }

  /**
   * A query that cannot be parsed gets its header back with FORMERR (RFC 1035 section 4.1.1), or
   * NOTIMP if its opcode is one whose format we do not claim to know.
   */
  private static Response unreadable(Query query) {
    byte[] bytes = query.bytes();
    byte[] header = new byte[Header.LENGTH];
    header[0] = bytes[0];
    header[1] = bytes[1];
    header[2] = (byte) (0x80 | (bytes[2] & 0x79)); // QR, the query's opcode and its RD
    int rcode = ((bytes[2] >> 3) & 0xF) == Opcode.QUERY ? Rcode.FORMERR : Rcode.NOTIMP;
    header[3] = (byte) rcode;
    return new Response(Optional.of(header), Rcode.string(rcode));
  }

  private Response written(Message asked, Query query, Snapshot now, RandomGenerator random) {
    Subnet subnet;
    try {
      subnet = Subnet.of(asked.getOPT(), query.source());
    } catch (IllegalArgumentException e) {
      return written(refused(asked, Rcode.FORMERR));
    }
    Optional<Integer> refusal = refusal(asked);
    if (refusal.isPresent()) {
      return written(refused(asked, refusal.get()));
    }
    Located client = subnet.locate(geo);
    Record question = asked.getQuestion();
    IntFunction<List<InetAddress>> draw =
        type -> {
          Pool pool = now.pools().choose(type, client, random);
          int[] drawn = WeightedSample.of(pool.weights(), now.zone().service().answers(), random);
          return Arrays.stream(drawn).mapToObj(pool.hosts()::get).toList();
        };
    Reply found = Contents.find(now, question.getName(), question.getType(), draw);
    Message reply = skeleton(asked);
    found.answer().forEach(record -> reply.addRecord(record, Section.ANSWER));
    found.authority().forEach(record -> reply.addRecord(record, Section.AUTHORITY));
    found.additional().forEach(record -> reply.addRecord(record, Section.ADDITIONAL));
    reply.getHeader().setRcode(found.rcode());
    if (found.authoritative()) {
      reply.getHeader().setFlag(Flags.AA);
    }
    int scope = found.drawn() ? subnet.scope(client) : 0;
    addOpt(
        reply, asked, 0, found.rcode() == Rcode.REFUSED ? Optional.empty() : subnet.option(scope));
    return fitted(asked, query.transport(), reply, found);
  }

  private static Message refused(Message asked, int rcode) {
    Message reply = skeleton(asked);
    reply.getHeader().setRcode(rcode & 0xF);
    addOpt(reply, asked, rcode >> 4, Optional.empty());
    return reply;
  }

  private static Response written(Message reply) {
    return new Response(Optional.of(reply.toWire()), Rcode.string(reply.getRcode()));
  }

  /** The header that answers this one, and the question as it was asked, letter case and all. */
  private static Message skeleton(Message asked) {
    Message reply = new Message(asked.getHeader().getID());
    Header header = reply.getHeader();
    header.setOpcode(asked.getHeader().getOpcode());
    header.setFlag(Flags.QR);
    if (asked.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    List<Record> questions = asked.getSection(Section.QUESTION);
    if (questions.size() == 1) {
      reply.addRecord(questions.getFirst(), Section.QUESTION);
    }
    return reply;
  }

  /**
   * Why this query gets no answer: an opcode other than QUERY; not exactly one question (RFC 9619);
   * more than one OPT record (RFC 6891 section 6.1.1); a version of EDNS above 0 (section 6.1.3); a
   * class other than IN, which hides {@code version.bind}; a zone transfer; a type that stands only
   * in the additional section.
   */
  private static Optional<Integer> refusal(Message asked) {
    if (asked.getHeader().getOpcode() != Opcode.QUERY) {
      return Optional.of(Rcode.NOTIMP);
    }
    if (asked.getSection(Section.QUESTION).size() != 1 || opts(asked) > 1) {
      return Optional.of(Rcode.FORMERR);
    }
    OPTRecord opt = asked.getOPT();
    if (opt != null && opt.getVersion() > 0) {
      return Optional.of(Rcode.BADVERS);
    }
    Record question = asked.getQuestion();
    return switch (question.getType()) {
      case Type.OPT, Type.TSIG, Type.TKEY -> Optional.of(Rcode.FORMERR);
      case Type.AXFR, Type.IXFR -> Optional.of(Rcode.REFUSED);
      default -> question.getDClass() == DClass.IN ? Optional.empty() : Optional.of(Rcode.REFUSED);
    };
  }

  private static long opts(Message asked) {
    return asked.getSection(Section.ADDITIONAL).stream()
        .filter(record -> record.getType() == Type.OPT)
        .count();
  }

  /** Whoever sends an OPT record gets one back (section 6.1.1), with its DO bit (RFC 3225). */
  private static void addOpt(
      Message reply,
      Message asked,
      int upperRcode,
      Optional<? extends org.xbill.DNS.EDNSOption> option) {
    OPTRecord opt = asked.getOPT();
    if (opt != null) {
      int dnssecOk = opt.getFlags() & 0x8000;
      reply.addRecord(
          new OPTRecord(
              UdpPayload.MAX_BYTES,
              upperRcode,
              0,
              dnssecOk,
              option.map(List::<org.xbill.DNS.EDNSOption>of).orElse(List.of())),
          Section.ADDITIONAL);
    }
  }

  /** Whole if it fits; else without what can be left out (RFC 2181 section 9); else cut. */
  private static Response fitted(Message asked, Transport transport, Message reply, Reply found) {
    int limit = limit(asked, transport);
    byte[] whole = reply.toWire();
    if (whole.length > limit && !found.glue()) {
      found.additional().forEach(record -> reply.removeRecord(record, Section.ADDITIONAL));
      whole = reply.toWire();
    }
    if (whole.length <= limit) {
      return new Response(Optional.of(whole), Rcode.string(reply.getRcode()));
    }
    Message cut = skeleton(asked);
    cut.getHeader().setFlag(Flags.TC);
    cut.getHeader().setRcode(found.rcode());
    if (found.authoritative()) {
      cut.getHeader().setFlag(Flags.AA);
    }
    OPTRecord opt = reply.getOPT();
    if (opt != null) {
      cut.addRecord(opt, Section.ADDITIONAL);
    }
    return written(cut);
  }

  private static int limit(Message asked, Transport transport) {
    return switch (transport) {
      case TCP -> Message.MAXLENGTH;
      case UDP -> {
        OPTRecord opt = asked.getOPT();
        yield UdpPayload.bounded(opt == null ? UdpPayload.PLAIN_BYTES : opt.getPayloadSize());
      }
    };
  }
}
