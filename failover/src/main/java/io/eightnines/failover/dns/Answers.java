package io.eightnines.failover.dns;

import io.eightnines.failover.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

/**
 * Answers one query. Pure: the same query, plan and chance give the same response, and no input
 * makes it throw.
 */
public final class Answers {
  private final Contents contents;

  public Answers(Zone zone) {
    this.contents = new Contents(zone);
  }

  public Response answer(byte[] query, Transport transport, Plan plan, RandomGenerator random) {
    if (query.length < Header.LENGTH || isResponse(query)) {
      return Response.none(); // Answering a response invites two servers to talk for ever.
    }
    Message asked;
    try {
      asked = new Message(query);
    } catch (IOException | RuntimeException e) {
      return unreadable(query);
    }
    return encoded(asked, transport, reply(asked, plan, random));
  }

  private static boolean isResponse(byte[] query) {
    return (query[2] & 0x80) != 0;
  }

  /**
   * A query that cannot be parsed gets its header back with FORMERR (RFC 1035 section 4.1.1), or
   * NOTIMP if its opcode is one whose format we do not claim to know.
   */
  private static Response unreadable(byte[] query) {
    byte[] header = new byte[Header.LENGTH];
    header[0] = query[0];
    header[1] = query[1];
    header[2] = (byte) (0x80 | (query[2] & 0x79)); // QR, the query's opcode and its RD
    int rcode = ((query[2] >> 3) & 0xF) == Opcode.QUERY ? Rcode.FORMERR : Rcode.NOTIMP;
    header[3] = (byte) rcode;
    return new Response(Optional.of(header), Rcode.string(rcode));
  }

  private Message reply(Message asked, Plan plan, RandomGenerator random) {
    Message reply = skeleton(asked);
    Optional<Integer> refused = refusal(asked);
    if (refused.isPresent()) {
      setRcode(reply, asked, refused.get());
      return reply;
    }
    addOpt(reply, asked, 0);
    Record question = asked.getQuestion();
    switch (contents.find(question.getName(), question.getType(), plan, random)) {
      case Contents.Found.Records records -> {
        authoritative(reply, Rcode.NOERROR);
        records.records().forEach(record -> reply.addRecord(record, Section.ANSWER));
      }
      case Contents.Found.NoData noData -> {
        authoritative(reply, Rcode.NOERROR);
        reply.addRecord(noData.soa(), Section.AUTHORITY);
      }
      case Contents.Found.NoName noName -> {
        authoritative(reply, Rcode.NXDOMAIN);
        reply.addRecord(noName.soa(), Section.AUTHORITY);
      }
      case Contents.Found.NotOurs notOurs -> reply.getHeader().setRcode(Rcode.REFUSED);
    }
    return reply;
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
   * class other than IN; a zone transfer.
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
    boolean transfer = question.getType() == Type.AXFR || question.getType() == Type.IXFR;
    return question.getDClass() != DClass.IN || transfer
        ? Optional.of(Rcode.REFUSED)
        : Optional.empty();
  }

  private static long opts(Message asked) {
    return asked.getSection(Section.ADDITIONAL).stream()
        .filter(record -> record.getType() == Type.OPT)
        .count();
  }

  private static void authoritative(Message reply, int rcode) {
    reply.getHeader().setFlag(Flags.AA);
    reply.getHeader().setRcode(rcode);
  }

  /** A response code above 15 lies partly in the OPT record (RFC 6891 section 6.1.3). */
  private static void setRcode(Message reply, Message asked, int rcode) {
    reply.getHeader().setRcode(rcode & 0xF);
    addOpt(reply, asked, rcode >> 4);
  }

  /** Whoever sends an OPT record gets one back (section 6.1.1), with its DO bit (RFC 3225). */
  private static void addOpt(Message reply, Message asked, int upperRcode) {
    OPTRecord opt = asked.getOPT();
    if (opt != null) {
      int dnssecOk = opt.getFlags() & 0x8000;
      reply.addRecord(
          new OPTRecord(Transport.MAX_UDP_BYTES, upperRcode, 0, dnssecOk), Section.ADDITIONAL);
    }
  }

  private static Response encoded(Message asked, Transport transport, Message reply) {
    String rcode = Rcode.string(reply.getRcode());
    byte[] whole = reply.toWire();
    if (whole.length <= limit(asked, transport)) {
      return new Response(Optional.of(whole), rcode);
    }
    Message cut = skeleton(asked);
    cut.getHeader().setFlag(Flags.TC);
    cut.getHeader().setRcode(reply.getHeader().getRcode());
    addOpt(cut, asked, 0);
    return new Response(Optional.of(cut.toWire()), rcode);
  }

  /** Sizes below 512 mean 512 (RFC 6891 section 6.2.3). */
  private static int limit(Message asked, Transport transport) {
    return switch (transport) {
      case TCP -> Message.MAXLENGTH;
      case UDP -> {
        OPTRecord opt = asked.getOPT();
        int offered = opt == null ? Transport.PLAIN_UDP_BYTES : opt.getPayloadSize();
        yield Math.clamp(offered, Transport.PLAIN_UDP_BYTES, Transport.MAX_UDP_BYTES);
      }
    };
  }
}
