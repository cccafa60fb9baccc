package io.eightnines.failover.dns;

/**
 * Who answers datagrams.
 *
 * @param threads each on a socket of its own; 1 to 64
 * @param batch the most datagrams that a thread takes by one system call, 1 to 64; 1 does without
 *     native calls
 */
public record UdpThreads(int threads, int batch) {
  /** Enough that a system call is a small part of an answer's cost; 2 MB of addresses a thread. */
  public static final int BATCH = 32;

  private static final int MOST = 64;

  public UdpThreads {
    check("udpThreads", threads);
    check("udpBatch", batch);
  }

  private static void check(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + MOST);
    }
  }

  public UdpThreads(int threads) {
    this(threads, BATCH);
  }
}
