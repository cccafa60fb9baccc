package io.eightnines.log;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for members that are known before they start. They lie below those that outgoing
 * connections are given (Linux: 32768 and up), so that none of the many connections of the tests
 * takes one meanwhile: Ratis ends its whole JVM when a port is taken.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  /** A port is free again before its member starts, and must not be another's meanwhile. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  public static int at(InetAddress address) throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket free = new ServerSocket(port, 1, address)) {
        if (GIVEN.add(port)) {
          return free.getLocalPort();
        }
      } catch (BindException taken) {
        // another one will do
      }
    }
  }
}
