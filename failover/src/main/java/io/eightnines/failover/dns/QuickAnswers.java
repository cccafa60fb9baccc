package io.eightnines.failover.dns;

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
 * {@link ThoroughAnswers} would; where it is not sure it leaves the query to that. It makes no
 * object for an answer, and so is for use by one thread.
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
  private final Extension extension = new Extension();
  private final WireResponse response = new WireResponse(extension);

  QuickAnswers(GeoTable geo) {
    this.geo = geo;
  }

  /** The name of the response code of a response. */
  static String rcode(byte[] response) {
    return RCODES[response[3] & 0xF];
  }

  /** The response, good until the next, or null if this is no usual query. */
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
    if (isSpecial(type) || !extension.read(query, questionEnd)) {
      return null;
    }
    response.begin(query, questionEnd);
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
}
