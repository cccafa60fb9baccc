package io.eightnines.runbooks.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks from many addresses as somebody does who forges the addresses of victims: as fast as told,
 * for what has the largest answers, deaf to hints. Unlike a victim's, its addresses are really its
 * own, so that it can count what they would be hit by.
 */
final class Flooder implements AutoCloseable {
  /**
   * What came of it.
   *
   * @param worst bytes of one answer over bytes of its query, the largest
   */
  record Damage(long queries, long bytesOut, long answers, long bytesBack, double worst) {
    double amplification() {
      return bytesOut == 0 ? 0 : (double) bytesBack / bytesOut;
    }
  }

  /** The kinds of question; the upper bits of an id say which. */
  private static final int KIND_SHIFT = 12;

  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
  private static final int MAX_ANSWER_BYTES = 65_535;

  /** Queries in a row between two looks at the clock. */
  private static final int BATCH = 20;

  private final List<byte[]> questions;
  private final List<DatagramChannel> sources = new ArrayList<>();
  private final Selector selector = Selector.open();
  private final List<Thread> threads = new ArrayList<>();
  private final int perSecond;
  private final LongAdder queries = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder bytesBack = new LongAdder();

  /** Written by the thread that counts, read when that has ended. */
  private volatile double worst;

  private volatile boolean running = true;

  Flooder(List<InetAddress> from, InetSocketAddress server, Name service, int perSecond)
      throws IOException {
    this.perSecond = perSecond;
    this.questions = questions(service);
    try {
      for (InetAddress address : from) {
        DatagramChannel source = DatagramChannel.open();
        sources.add(source);
        source.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        source.bind(new InetSocketAddress(address, 0)).connect(server);
        source.configureBlocking(false);
        source.register(selector, SelectionKey.OP_READ);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What has large answers: all there is, keys, name servers, with room for them and without. */
  private static List<byte[]> questions(Name service) {
    Name apex = new Name(service, 1);
    List<byte[]> all = new ArrayList<>();
    for (int type : new int[] {Type.ANY, Type.DNSKEY, Type.NS, Type.SOA, Type.TXT}) {
      all.add(question(apex, type, true));
      all.add(question(apex, type, false));
    }
    all.add(question(service, Type.A, true));
    all.add(question(service, Type.A, false));
    return all;
  }

  private static byte[] question(Name name, int type, boolean edns) {
    Message message = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    if (edns) {
      message.addRecord(new OPTRecord(4096, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    }
    return message.toWire();
  }

  Flooder start() {
    threads.add(Thread.ofPlatform().daemon().name("flood").start(this::flood));
    threads.add(Thread.ofPlatform().daemon().name("flood-count").start(this::count));
    return this;
  }

  private void flood() {
    ByteBuffer packet = ByteBuffer.allocateDirect(512);
    long gapNanos = 1_000_000_000L * BATCH / perSecond;
    long due = System.nanoTime();
    long number = 0;
    while (running) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      for (int i = 0; i < BATCH; i++) {
        send(packet.clear(), number++);
      }
      due += gapNanos;
    }
  }

  private void send(ByteBuffer packet, long number) {
    int kind = (int) (number % questions.size());
    byte[] question = questions.get(kind);
    int id = (kind << KIND_SHIFT) | (int) (number & ((1 << KIND_SHIFT) - 1));
    packet.put(question).putShort(0, (short) id).flip();
    try {
      int source = (int) (number % sources.size());
      if (sources.get(source).write(packet) > 0) {
        queries.increment();
        bytesOut.add(question.length);
      }
    } catch (IOException refused) {
      // What the server does not take is no damage.
    }
  }

  private void count() {
    ByteBuffer packet = ByteBuffer.allocateDirect(MAX_ANSWER_BYTES);
    while (running) {
      try {
        var _ =
            selector.select(
                key -> {
                  DatagramChannel source = (DatagramChannel) key.channel();
                  drain(source, packet);
                },
                100);
      } catch (IOException | java.nio.channels.ClosedSelectorException e) {
        return;
      }
    }
  }

  private void drain(DatagramChannel source, ByteBuffer packet) {
    try {
      while (source.read(packet.clear()) > 0) {
        int length = packet.position();
        int kind = (packet.getShort(0) & 0xFFFF) >> KIND_SHIFT;
        answers.increment();
        bytesBack.add(length);
        if (kind < questions.size()) {
          worst = Math.max(worst, (double) length / questions.get(kind).length);
        }
      }
    } catch (IOException refused) {
      // The server was away for a moment.
    }
  }

  Damage damage() {
    return new Damage(queries.sum(), bytesOut.sum(), answers.sum(), bytesBack.sum(), worst);
  }

  @Override
  public void close() throws IOException {
    running = false;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
    for (DatagramChannel source : sources) {
      source.close();
    }
  }
}
