package io.eightnines.failover.dns;

import io.eightnines.failover.dns.datagram.Blanks;
import io.eightnines.failover.dns.guard.UdpPayload;
import io.eightnines.failover.geo.Located;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Writes one response after another, byte by byte. Each method returns it, good until the next, or
 * null if it does not fit. For use by one thread.
 */
final class WireResponse {
  private static final int POINTER = 0xC000;
  private static final int SUBNET = 8;

  private final Extension extension;
  private final Blanks blanks = new Blanks();
  private final WeightedSample sample = new WeightedSample();
  private Query query = new Query(Transport.UDP);
  private int questionEnd;
  private byte[] out = {};
  private int at;

  /**
   * @param extension of the query to which this responds
   */
  WireResponse(Extension extension) {
    this.extension = extension;
  }

  /** What is written next is for this query. */
  void begin(Query asked, int endOfQuestion) {
    query = asked;
    questionEnd = endOfQuestion;
  }

  /** What is ready for this name and type. */
  byte @Nullable [] copy(Body body, int serial) {
    if (!fits(body.bytes().length)) {
      return null;
    }
    int[] counts = body.counts();
    putHeader(body.authoritative(), body.rcode());
    putCounts(counts[0], counts[1], counts[2]);
    System.arraycopy(body.bytes(), 0, out, at, body.bytes().length);
    if (body.serialAt() >= 0) {
      putU32(at + body.serialAt(), serial);
    }
    at += body.bytes().length;
    return end(0);
  }

  /** That this name does not exist. */
  byte @Nullable [] deny(Denial denial, int serial) {
    if (!fits(denial.bytes().length)) {
      return null;
    }
    putHeader(true, Rcode.NXDOMAIN);
    putCounts(0, 1, 0);
    System.arraycopy(denial.bytes(), 0, out, at, denial.bytes().length);
    int apexAt = questionEnd - QuickAnswers.TYPE_AND_CLASS_BYTES - denial.apexBytes();
    for (int pointer : denial.apexPointersAt()) {
      putU16(at + pointer, POINTER | apexAt);
    }
    putU32(at + denial.serialAt(), serial);
    at += denial.bytes().length;
    return end(0);
  }

  /** Addresses drawn by weight. */
  byte @Nullable [] draw(
      Pool pool, int type, Snapshot now, Located client, RandomGenerator random) {
    int each = 12 + (type == Type.A ? 4 : 16);
    int drawn = sample.draw(pool.weights(), now.zone().service().answers(), random);
    if (!fits(drawn * each)) {
      return null;
    }
    putHeader(true, Rcode.NOERROR);
    putCounts(drawn, 0, 0);
    for (int i = 0; i < drawn; i++) {
      byte[] address = pool.addresses()[sample.place(i)];
      putU16(at, POINTER | QuickAnswers.QUESTION_AT);
      putU16(at + 2, type);
      putU16(at + 4, DClass.IN);
      putU32(at + 6, now.ttlSeconds());
      putU16(at + 10, address.length);
      System.arraycopy(address, 0, out, at + 12, address.length);
      at += each;
    }
    return end(extension.scope(query, client));
  }

  /** Makes room for records of so many bytes, if that is not too much for the asker. */
  private boolean fits(int bytes) {
    int option = extension.subnetAt() == 0 ? 0 : 4 + extension.subnetBytes();
    int opt = extension.isPresent() ? 11 + option : 0;
    int length = questionEnd + bytes + opt;
    if (length > extension.limit()) {
      return false;
    }
    out = blanks.of(length);
    return true;
  }

  /** The query's identifier and question as they came, letter case and all. */
  private void putHeader(boolean authoritative, int rcode) {
    System.arraycopy(query.bytes(), 0, out, 0, questionEnd);
    out[2] = (byte) (0x80 | (authoritative ? 0x04 : 0) | (out[2] & 0x01)); // QR, AA and RD
    out[3] = (byte) rcode;
    at = questionEnd;
  }

  private void putCounts(int answers, int authorities, int additionals) {
    putU16(6, answers);
    putU16(8, authorities);
    putU16(10, additionals + (extension.isPresent() ? 1 : 0));
  }

  /** The OPT record stands last. */
  private byte[] end(int scope) {
    if (!extension.isPresent()) {
      return out;
    }
    int subnet = extension.subnetBytes();
    out[at] = 0;
    putU16(at + 1, Type.OPT);
    putU16(at + 3, UdpPayload.MAX_BYTES);
    putU16(at + 5, 0);
    putU16(at + 7, extension.isDnssecOk() ? 0x8000 : 0);
    putU16(at + 9, extension.subnetAt() == 0 ? 0 : 4 + subnet);
    at += 11;
    if (extension.subnetAt() != 0) {
      putU16(at, SUBNET);
      putU16(at + 2, subnet);
      System.arraycopy(query.bytes(), extension.subnetAt(), out, at + 4, subnet);
      out[at + 4 + 3] = (byte) scope;
    }
    return out;
  }

  private void putU16(int offset, int value) {
    out[offset] = (byte) (value >> 8);
    out[offset + 1] = (byte) value;
  }

  private void putU32(int offset, int value) {
    putU16(offset, value >>> 16);
    putU16(offset + 2, value);
  }
}
