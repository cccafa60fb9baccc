package io.eightnines.failover.dns.datagram;

/**
 * Arrays to write messages into, one of each usual length, used again and again: whoever asks for
 * one gives back the one of the same length that it had before. Its length is the message's, so
 * that nothing that an earlier message left can be taken for a part of this one. For use by one
 * thread.
 */
public final class Blanks {
  /** Longer ones are seldom, and made anew. */
  private static final int USUAL_BYTES = 512;

  private final byte[][] byLength = new byte[USUAL_BYTES + 1][];

  /** An array of this length, with anything in it. */
  public byte[] of(int length) {
    if (length > USUAL_BYTES) {
      return new byte[length];
    }
    byte[] blank = byLength[length];
    if (blank == null) {
      blank = new byte[length];
      byLength[length] = blank;
    }
    return blank;
  }
}
