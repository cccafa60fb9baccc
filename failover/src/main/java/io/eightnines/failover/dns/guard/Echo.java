package io.eightnines.failover.dns.guard;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Responses that a shield makes by itself, out of the query's own bytes. */
final class Echo {
  static final int FORMERR = 1;

  /** RFC 7873 section 8: above 15, so its upper bits are in the OPT record. */
  static final int BADCOOKIE = 23;

  private static final int QR = 0x80;
  private static final int OPCODE_AND_RD = 0x79;
  private static final int TC = 0x02;
  private static final int COOKIE_OPTION_BYTES = 4 + Cookies.CLIENT_BYTES + Cookies.SERVER_BYTES;
  private static final short COOKIE = 10;

  private Echo() {}

  /** The question back with the TC bit: ask again by TCP. */
  static byte[] truncated(byte[] query, Anatomy anatomy) {
    byte[] reply = refused(query, anatomy, 0);
    reply[2] |= TC;
    return reply;
  }

  /** The question back with a response code, and an OPT record if the query had one. */
  static byte[] refused(byte[] query, Anatomy anatomy, int rcode) {
    int end = Math.max(anatomy.questionEnd(), Anatomy.HEADER_BYTES);
    byte[] reply = Arrays.copyOf(query, end + (anatomy.hasOpt() ? Anatomy.OPT_BYTES : 0));
    reply[2] = (byte) (QR | (query[2] & OPCODE_AND_RD));
    reply[3] = (byte) (rcode & 0xF);
    Anatomy.putU16(reply, 4, anatomy.questionEnd() > 0 ? 1 : 0);
    Arrays.fill(reply, 6, Anatomy.HEADER_BYTES, (byte) 0);
    if (anatomy.hasOpt()) {
      Anatomy.putU16(reply, 10, 1);
      byte dnssecOk = (byte) (query[anatomy.optAt() + 7] & 0x80);
      ByteBuffer.wrap(reply, end, Anatomy.OPT_BYTES)
          .put((byte) 0)
          .putShort((short) 41)
          .putShort((short) UdpPayload.MAX_BYTES)
          .put((byte) (rcode >> 4))
          .put((byte) 0)
          .put(dnssecOk)
          .put((byte) 0)
          .putShort((short) 0);
    }
    return reply;
  }

  /**
   * The response with our cookie for whoever sent the query; empty if the response's last record is
   * no OPT record without a cookie.
   */
  static Optional<byte[]> withCookie(
      byte[] response, byte[] query, Anatomy asked, Cookies cookies, byte[] address) {
    Anatomy anatomy = Anatomy.of(response);
    if (!anatomy.hasOpt() || anatomy.hasCookie() || anatomy.optEnd(response) != response.length) {
      return Optional.empty();
    }
    byte[] longer = Arrays.copyOf(response, response.length + COOKIE_OPTION_BYTES);
    int options = Anatomy.u16(response, anatomy.optAt() + 9);
    Anatomy.putU16(longer, anatomy.optAt() + 9, options + COOKIE_OPTION_BYTES);
    ByteBuffer option = ByteBuffer.wrap(longer, response.length, COOKIE_OPTION_BYTES);
    option.putShort(COOKIE).putShort((short) (COOKIE_OPTION_BYTES - 4));
    cookies.write(query, asked.cookieAt(), address, option);
    return Optional.of(longer);
  }
}
