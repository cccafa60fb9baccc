package io.eightnines.failover.dns.transfer;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/** The keys that queries may be signed with (RFC 8945 section 5). */
public final class Keyring {
  public static final Keyring NONE = new Keyring(List.of());

  /** What a query's signature is worth. */
  public sealed interface Signature {
    /** There is none. */
    record Absent() implements Signature {}

    /** It was made with this key, lately. */
    record Valid(TSIG key) implements Signature {
      /** Signs the response to a query. */
      public void sign(Message response, Message query) {
        key.apply(response, query.getTSIG());
      }
    }

    /** It was made with a key that we do not have. */
    record Unknown() implements Signature {}

    /** It was not made with the key that it names, or the query was changed since. */
    record Wrong() implements Signature {}

    /** It was made too long ago, or by a clock that is far from ours. */
    record Stale(TSIG key) implements Signature {}
  }

  private final List<TSIG> keys;

  public Keyring(List<TSIG> keys) {
    this.keys = List.copyOf(keys);
  }

  public static Keyring of(TransferPolicy policy) {
    return new Keyring(policy.secondaries().stream().map(Secondary::key).toList());
  }

  /**
   * Judges a query.
   *
   * @param bytes of which {@code query} was read
   */
  public Signature judge(Message query, byte[] bytes) {
    if (query.getTSIG() == null) {
      return new Signature.Absent();
    }
    Signature best = new Signature.Unknown();
    for (TSIG key : keys) {
      switch (key.verify(query, bytes, null)) {
        case Rcode.NOERROR -> {
          return new Signature.Valid(key);
        }
        case Rcode.BADTIME -> best = new Signature.Stale(key);
        case Rcode.BADKEY -> {}
        default -> best = best instanceof Signature.Stale ? best : new Signature.Wrong();
      }
    }
    return best;
  }

  /**
   * Makes a refusal of the response to a query whose signature is not valid: NOTAUTH, with a TSIG
   * record that says why and is itself unsigned, but for a stale query (section 5.2).
   */
  public static void refuse(Message response, Message query, Signature why) {
    response.getHeader().setRcode(Rcode.NOTAUTH);
    switch (why) {
      case Signature.Stale stale -> stale.key().apply(response, Rcode.BADTIME, query.getTSIG());
      case Signature.Wrong w ->
          response.addRecord(unsigned(query, Rcode.BADSIG), Section.ADDITIONAL);
      case Signature.Unknown u ->
          response.addRecord(unsigned(query, Rcode.BADKEY), Section.ADDITIONAL);
      case Signature.Valid v ->
          throw new IllegalArgumentException("why is valid, expected a fault");
      case Signature.Absent a ->
          throw new IllegalArgumentException("why is absent, expected a fault");
    }
  }

  private static TSIGRecord unsigned(Message query, int error) {
    TSIGRecord theirs = query.getTSIG();
    return new TSIGRecord(
        theirs.getName(),
        DClass.ANY,
        0,
        theirs.getAlgorithm(),
        theirs.getTimeSigned(),
        theirs.getFudge(),
        new byte[0],
        query.getHeader().getID(),
        error,
        null);
  }
}
