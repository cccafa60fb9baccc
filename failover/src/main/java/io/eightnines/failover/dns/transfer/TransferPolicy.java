package io.eightnines.failover.dns.transfer;

import java.util.List;

/**
 * Who may have the whole zone, and how often.
 *
 * @param atOnce transfers at once, of all secondaries together; 1 to 64. One has one at a time
 * @param perMinute transfers of each in the long run, and at once after a silence; 1 to 6000
 */
public record TransferPolicy(List<Secondary> secondaries, int atOnce, int perMinute) {
  public static final TransferPolicy NOBODY = new TransferPolicy(List.of(), 1, 1);

  public TransferPolicy {
    secondaries = List.copyOf(secondaries);
    check("atOnce", atOnce, 64);
    check("perMinute", perMinute, 6000);
  }

  private static void check(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + max);
    }
  }
}
