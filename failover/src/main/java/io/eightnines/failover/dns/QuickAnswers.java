package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.geo.Located;
import io.eightnines.failover.zone.WireIndex;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Answers usual queries by copying bytes that are ready: one question in class IN for a name that
 * stands in the zone, or clearly does not, with or without EDNS. What it does answer it answers as
 * {@link ThoroughAnswers} would; where it is not sure it leaves the query to that.
 */
final class QuickAnswers {
  static final int QUESTION_AT = 12;
  static final int TYPE_AND_CLASS_BYTES = 4;
  private static final String[] RCODES = new String[16];

  static {
    for (int i = 0; i < RCODES.length; i++) {
      RCODES[i] = Rcode.string(i);
    }
  }

  private final GeoTable geo;

  QuickAnswers(GeoTable geo) {
    this.geo = geo;
  }

  /** The name of the response code of a response. */
  static String rcode(byte[] response) {
    return RCODES[response[3] & 0xF];
  }

  /** The response, or null if this is no usual query. */
  byte @Nullable [] answer(Query query, Snapshot now, RandomGenerator random) {
    if (!isUsual(query)) {
      return null;
    }
    int nameEnd = nameEnd(query);
    if (nameEnd == 0 || query.u16(nameEnd + 2) != DClass.IN) {
      return null;
    }
    int type = query.u16(nameEnd);
    int questionEnd = nameEnd + TYPE_AND_CLASS_BYTES;
    Extension extension = Extension.read(query, questionEnd);
    if (isSpecial(type) || extension == null) {
      return null;
    }
    WireResponse response = new WireResponse(query, questionEnd, extension);
    ReadyAnswers ready = now.ready();
    WireIndex index = now.zone().index();
    int place = index.find(query.bytes(), QUESTION_AT, nameEnd);
    if (place == WireIndex.ABSENT) {
      return isNowhere(query, nameEnd, now) ? response.deny(ready.denial(), serial(now)) : null;
    }
    if (ready.isService(place) && (type == Type.A || type == Type.AAAA)) {
      Located client = extension.locate(query, geo);
      Pool pool = now.pools().choose(type, client, random);
      if (!pool.isEmpty()) {
        return response.draw(pool, type, now, client, random);
      }
    }
    Body body = ready.find(now, place, type);
    return body == null ? null : response.copy(body, serial(now));
  }

  private static int serial(Snapshot now) {
    return (int) (now.zone().serial() + now.plan().generation());
  }

  /** A plain QUERY with one question and at most one additional record (RFC 1035 section 4.1.1). */
  private static boolean isUsual(Query query) {
    return query.length() >= QUESTION_AT + 1 + TYPE_AND_CLASS_BYTES
        && (query.u8(2) & 0xFE) == 0
        && (query.u8(3) & 0x0F) == 0
        && query.u16(4) == 1
        && query.u16(6) == 0
        && query.u16(8) == 0
        && query.u16(10) <= 1;
  }

  /** Where type and class of the question begin, or 0 if its name is not whole and plain. */
  private static int nameEnd(Query query) {
    int at = QUESTION_AT;
    while (at < query.length() && query.u8(at) != 0) {
      if (query.u8(at) > 63) {
        return 0;
      }
      at += query.u8(at) + 1;
    }
    boolean whole = at + 1 + TYPE_AND_CLASS_BYTES <= query.length() && at + 1 - QUESTION_AT <= 255;
    return whole ? at + 1 : 0;
  }

  /** Types that ask for something else than records of that type (RFC 6895 section 3.1). */
  private static boolean isSpecial(int type) {
    return type == Type.OPT || type == 0 || (type >= 128 && type <= 255);
  }

  /** Whether the closest ancestor in the zone is one below which nothing else exists. */
  private static boolean isNowhere(Query query, int nameEnd, Snapshot now) {
    int at = QUESTION_AT;
    int place = WireIndex.ABSENT;
    while (place == WireIndex.ABSENT && query.u8(at) != 0) {
      at += query.u8(at) + 1;
      place = now.zone().index().find(query.bytes(), at, nameEnd);
    }
    return place != WireIndex.ABSENT && now.ready().isBare(place);
  }

  /**
   * The OPT record of a query, or the absence of one (RFC 6891).
   *
   * @param limit how long a response may be
   * @param subnetAt where the data of a client-subnet option begins (RFC 7871 section 6), or 0
   */
  record Extension(boolean present, boolean dnssecOk, int limit, int subnetAt, int subnetBytes) {
    private static final int OPT_BYTES = 11;
    private static final int SUBNET = 8;
    private static final int COOKIE = 10;
    private static final int PADDING = 12;

    /** Above this no option has a form that could be wrong. */
    private static final int LAST_KNOWN_OPTION = 20;

    /** Null if what follows the question is anything else than one plain OPT record. */
    static @Nullable Extension read(Query query, int at) {
      if (query.u16(10) == 0) {
        return at == query.length()
            ? new Extension(false, false, limit(query, UdpPayload.PLAIN_BYTES), 0, 0)
            : null;
      }
      boolean plain =
          at + OPT_BYTES <= query.length()
              && query.u8(at) == 0
              && query.u16(at + 1) == Type.OPT
              && query.u8(at + 6) == 0
              && at + OPT_BYTES + query.u16(at + 9) == query.length();
      return plain ? options(query, at) : null;
    }

    private static @Nullable Extension options(Query query, int opt) {
      int subnetAt = 0;
      int subnetBytes = 0;
      int at = opt + OPT_BYTES;
      while (at < query.length()) {
        if (at + 4 > query.length() || at + 4 + query.u16(at + 2) > query.length()) {
          return null;
        }
        int code = query.u16(at);
        int bytes = query.u16(at + 2);
        if (code == SUBNET && subnetAt == 0 && isWellFormed(query, at + 4, bytes)) {
          subnetAt = at + 4;
          subnetBytes = bytes;
        } else if (!isIgnored(code, bytes)) {
          return null;
        }
        at += 4 + bytes;
      }
      return new Extension(
          true,
          (query.u8(opt + 7) & 0x80) != 0,
          limit(query, query.u16(opt + 3)),
          subnetAt,
          subnetBytes);
    }

    private static boolean isIgnored(int code, int bytes) {
      boolean cookie = code == COOKIE && (bytes == 8 || (bytes >= 16 && bytes <= 40));
      return cookie || code == PADDING || code > LAST_KNOWN_OPTION;
    }

    /** A network of a known family, no longer than it says, with zeros after it, and no scope. */
    private static boolean isWellFormed(Query query, int at, int bytes) {
      if (bytes < 4) {
        return false;
      }
      int family = query.u16(at);
      int bits = query.u8(at + 2);
      int whole = family == 1 ? 32 : 128;
      return (family == 1 || family == 2)
          && bits <= whole
          && query.u8(at + 3) == 0
          && bytes == 4 + (bits + 7) / 8
          && (bits % 8 == 0 || (query.u8(at + bytes - 1) & (0xFF >> (bits % 8))) == 0);
    }

    private static int limit(Query query, int offered) {
      return switch (query.transport()) {
        case TCP -> UdpPayload.MAX_BYTES; // Larger ones are rare enough to be thought about.
        case UDP -> UdpPayload.bounded(offered);
      };
    }

    Located locate(Query query, GeoTable geo) {
      if (geo.isEmpty()) {
        return Located.NOWHERE;
      }
      int bits = subnetAt == 0 ? 0 : query.u8(subnetAt + 2);
      if (bits == 0) {
        byte[] source = query.source().getAddress();
        return geo.find(source, source.length * Byte.SIZE);
      }
      byte[] address = new byte[query.u16(subnetAt) == 1 ? 4 : 16];
      System.arraycopy(query.bytes(), subnetAt + 4, address, 0, subnetBytes - 4);
      return geo.find(address, bits);
    }

    /** The scope of an answer for a client who gave its network; else nobody is told. */
    int scope(Query query, Located client) {
      return subnetAt == 0 || query.u8(subnetAt + 2) == 0 ? 0 : client.scopeBits();
    }
  }
}
