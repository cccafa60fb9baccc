package io.eightnines.failover.dns.datagram;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The memory of a port that the kernel reads and writes, laid out once: for each datagram of a
 * batch a {@code mmsghdr} with an {@code iovec} to receive it and another pair to answer it, the
 * sender's name and the bytes. An answer overwrites the bytes that it answers, and goes to the name
 * as it came, so that neither is copied or read again.
 */
final class Batch {
  /** Of recvmmsg(2) on 64-bit Linux: a msghdr, the length received, padding. */
  private static final int HEADER_BYTES = 64;

  private static final int NAME_AT = 0;
  private static final int NAME_LENGTH_AT = 8;
  private static final int VECTOR_AT = 16;
  private static final int VECTOR_COUNT_AT = 24;
  private static final int RECEIVED_AT = 56;

  private static final int VECTOR_BYTES = 16;
  private static final int LENGTH_AT = 8;

  /** Names begin where a long may. */
  private static final int NAME_BYTES = 32;

  private static final int SLOT_BYTES = 1 << 16;

  private final int count;
  private final MemorySegment incoming;
  private final MemorySegment outgoing;
  private final long namesAt;
  private final long slotsAt;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ByteBuffer outVectors;
  private final ByteBuffer names;
  private final ByteBuffer slots;
  private final Blanks blanks = new Blanks();
  private final Neighbours neighbours = new Neighbours();
  private int answers;

  Batch(int count, Arena arena) {
    this.count = count;
    incoming = arena.allocate((long) count * HEADER_BYTES, Long.BYTES);
    outgoing = arena.allocate((long) count * HEADER_BYTES, Long.BYTES);
    MemorySegment inVectors = arena.allocate((long) count * VECTOR_BYTES, Long.BYTES);
    MemorySegment vectors = arena.allocate((long) count * VECTOR_BYTES, Long.BYTES);
    MemorySegment nameBytes = arena.allocate((long) count * NAME_BYTES, Long.BYTES);
    MemorySegment slotBytes = arena.allocate((long) count * SLOT_BYTES, Long.BYTES);
    namesAt = nameBytes.address();
    slotsAt = slotBytes.address();
    in = view(incoming);
    out = view(outgoing);
    outVectors = view(vectors);
    names = view(nameBytes);
    slots = view(slotBytes);
    for (int i = 0; i < count; i++) {
      in.putLong(i * HEADER_BYTES + NAME_AT, nameAddress(i));
      in.putInt(i * HEADER_BYTES + NAME_LENGTH_AT, SocketName.MAX_BYTES);
      point(in, i, inVectors.address());
      point(out, i, vectors.address());
      ByteBuffer vector = view(inVectors);
      vector.putLong(i * VECTOR_BYTES, slotAddress(i));
      vector.putLong(i * VECTOR_BYTES + LENGTH_AT, DatagramPort.MAX_DATAGRAM_BYTES);
    }
  }

  private static ByteBuffer view(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static void point(ByteBuffer headers, int i, long vectors) {
    headers.putLong(i * HEADER_BYTES + VECTOR_AT, vectors + (long) i * VECTOR_BYTES);
    headers.putLong(i * HEADER_BYTES + VECTOR_COUNT_AT, 1);
  }

  private long nameAddress(int i) {
    return namesAt + (long) i * NAME_BYTES;
  }

  private long slotAddress(int i) {
    return slotsAt + (long) i * SLOT_BYTES;
  }

  int count() {
    return count;
  }

  /** What recvmmsg fills. */
  MemorySegment incoming() {
    return incoming;
  }

  /** What sendmmsg is to send, from the answer at {@code first} on. */
  MemorySegment outgoing(int first) {
    return outgoing.asSlice((long) first * HEADER_BYTES);
  }

  /** How many answers there are to send. */
  int answers() {
    return answers;
  }

  /** Has the first {@code received} datagrams answered, and is ready to receive again. */
  void answer(int received, Desk desk) {
    answers = 0;
    for (int i = 0; i < received; i++) {
      byte[] datagram = blanks.of(in.getInt(i * HEADER_BYTES + RECEIVED_AT));
      slots.get(i * SLOT_BYTES, datagram);
      byte[] source = neighbours.at(names, i * NAME_BYTES);
      int nameLength = in.getInt(i * HEADER_BYTES + NAME_LENGTH_AT);
      in.putInt(i * HEADER_BYTES + NAME_LENGTH_AT, SocketName.MAX_BYTES);
      byte[] answer = desk.answer(datagram, source);
      if (answer != null && SocketName.port(names, i * NAME_BYTES) != 0) {
        Objects.checkFromToIndex(0, answer.length, SLOT_BYTES);
        slots.put(i * SLOT_BYTES, answer);
        address(answers, i, nameLength, answer.length);
        answers++;
      }
    }
  }

  private void address(int answer, int i, int nameLength, int length) {
    out.putLong(answer * HEADER_BYTES + NAME_AT, nameAddress(i));
    out.putInt(answer * HEADER_BYTES + NAME_LENGTH_AT, nameLength);
    outVectors.putLong(answer * VECTOR_BYTES, slotAddress(i));
    outVectors.putLong(answer * VECTOR_BYTES + LENGTH_AT, length);
  }
}
