package io.eightnines.failover.dns.datagram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The system calls of a socket for datagrams, as they are on 64-bit Linux (socket(2), recvmmsg(2),
 * sendmmsg(2)). Each gives what the call gives, or the error's number as a negative one.
 */
final class LinuxCalls {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_REUSEPORT = 15;
  static final int SO_RCVTIMEO = 20;
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;

  /** Of recvmmsg: after the first datagram, wait for no other. */
  static final int MSG_WAITFORONE = 0x10000;

  static final int EINTR = 4;
  static final int EAGAIN = 11;

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SHUT_RDWR = 2;
  private static final int EBADF = 9;
  private static final int NO_SOCKET = -1;
  private static final int MAX_TEXT_BYTES = 256;

  /** Other machines number options and errors in another way. */
  private static final Set<String> MACHINES = Set.of("amd64", "aarch64");

  private LinuxCalls() {}

  /**
   * Static and final, so that the compilers see through the handles; in a class of its own, so that
   * nothing is linked where it cannot work.
   */
  @SuppressWarnings("restricted")
  private static final class Handles {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final MemoryLayout TEXT_LAYOUT =
        MemoryLayout.sequenceLayout(MAX_TEXT_BYTES, JAVA_BYTE);
    private static final VarHandle ERRNO =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle SET =
        handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle NAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RECEIVE =
        handle("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle SEND = handle("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle SHUTDOWN = handle("shutdown", JAVA_INT, JAVA_INT);
    static final MethodHandle CLOSE = handle("close", JAVA_INT);
    static final MethodHandle TEXT =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"),
            FunctionDescriptor.of(ADDRESS.withTargetLayout(TEXT_LAYOUT), JAVA_INT));

    private static MethodHandle handle(String name, ValueLayout... parameters) {
      return LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow(name),
          FunctionDescriptor.of(JAVA_INT, parameters),
          Linker.Option.captureCallState("errno"));
    }
  }

  /** Where calls of one thread leave the number of their error. */
  static MemorySegment state(Arena arena) {
    return arena.allocate(Handles.STATE);
  }

  /** Why there are none of these calls here, if so. */
  static Optional<String> hindrance() {
    String system = System.getProperty("os.name", "");
    String machine = System.getProperty("os.arch", "");
    if (!system.toLowerCase(Locale.ROOT).equals("linux") || !MACHINES.contains(machine)) {
      return Optional.of("the system is " + system + " on " + machine);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = state(arena);
      MemorySegment nothing = arena.allocate(JAVA_LONG, 8);
      return refusal("recvmmsg", receive(state, NO_SOCKET, nothing, 1, 0))
          .or(() -> refusal("sendmmsg", send(state, NO_SOCKET, nothing, 1)));
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  /** A kernel that has the call complains of the socket; a sandbox, of the call. */
  private static Optional<String> refusal(String call, int result) {
    return result == -EBADF
        ? Optional.empty()
        : Optional.of(call + " without a socket gives " + result + ", expected " + -EBADF);
  }

  /** What the system says of an error. */
  static String text(int error) {
    try {
      return ((MemorySegment) Handles.TEXT.invokeExact(error)).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int socket(MemorySegment state, int family) {
    try {
      return result(
          state, (int) Handles.SOCKET.invokeExact(state, family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int bind(MemorySegment state, int socket, MemorySegment name) {
    try {
      return result(
          state, (int) Handles.BIND.invokeExact(state, socket, name, (int) name.byteSize()));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int set(MemorySegment state, int socket, int level, int option, MemorySegment value) {
    try {
      int bytes = (int) value.byteSize();
      return result(
          state, (int) Handles.SET.invokeExact(state, socket, level, option, value, bytes));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int name(MemorySegment state, int socket, MemorySegment name, MemorySegment length) {
    try {
      return result(state, (int) Handles.NAME.invokeExact(state, socket, name, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int receive(MemorySegment state, int socket, MemorySegment headers, int count, int flags) {
    try {
      return result(
          state,
          (int)
              Handles.RECEIVE.invokeExact(
                  state, socket, headers, count, flags, MemorySegment.NULL));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int send(MemorySegment state, int socket, MemorySegment headers, int count) {
    try {
      return result(state, (int) Handles.SEND.invokeExact(state, socket, headers, count, 0));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Whoever waits in a receive wakes up, and none waits any more. */
  static int shutdown(MemorySegment state, int socket) {
    try {
      return result(state, (int) Handles.SHUTDOWN.invokeExact(state, socket, SHUT_RDWR));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(MemorySegment state, int socket) {
    try {
      return result(state, (int) Handles.CLOSE.invokeExact(state, socket));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static int result(MemorySegment state, int given) {
    return given >= 0 ? given : -(int) Handles.ERRNO.get(state, 0L);
  }

  /** A handle of a native function throws nothing by itself. */
  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
