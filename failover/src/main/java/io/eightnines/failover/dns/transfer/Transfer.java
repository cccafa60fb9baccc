package io.eightnines.failover.dns.transfer;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;

/**
 * The messages of one transfer, each signed, made one after another as they are sent. Whoever sends
 * them closes it, sent or not.
 */
public final class Transfer implements Iterator<byte[]>, AutoCloseable {
  /** Names are compressed by pointers that reach no further (RFC 1035 section 4.1.4). */
  private static final int MAX_MESSAGE_BYTES = 16 << 10;

  private final Message query;
  private final List<Record> records;
  private final int payloadBytes;
  private final TSIG.StreamGenerator signer;
  private final Runnable closed;
  private int next;

  /**
   * @param records of which each fits a message
   * @param payloadBytes that we tell to take in a datagram
   * @param closed told once, at the end
   */
  Transfer(Message query, List<Record> records, int payloadBytes, TSIG key, Runnable closed) {
    this.query = query;
    this.records = records;
    this.payloadBytes = payloadBytes;
    this.signer = new TSIG.StreamGenerator(key, query.getTSIG());
    this.closed = closed;
  }

  @Override
  public boolean hasNext() {
    return next < records.size();
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("every message was made");
    }
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setFlag(Flags.AA);
    boolean first = next == 0;
    if (first) { // Later ones need no question (RFC 5936 section 2.2.1).
      message.addRecord(query.getQuestion(), Section.QUESTION);
    }
    int bytes = 0;
    do {
      Record record = records.get(next++);
      bytes += size(record);
      message.addRecord(record, Section.ANSWER);
    } while (hasNext() && bytes + size(records.get(next)) <= MAX_MESSAGE_BYTES);
    if (first && query.getOPT() != null) {
      message.addRecord(new OPTRecord(payloadBytes, 0, 0), Section.ADDITIONAL);
    }
    signer.generate(message);
    return message.toWire();
  }

  /** Without compression, so at most this. */
  static int size(Record record) {
    return record.toWire(Section.ANSWER).length;
  }

  @Override
  public void close() {
    closed.run();
  }
}
