package io.eightnines.runbooks.fault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Shuts a file system down at once by ioctl(2), for which there is no command. */
final class PowerSwitch {
  /** {@code EXT4_IOC_SHUTDOWN} of Linux' {@code fs/ext4/ext4.h}: {@code _IOR('X', 125, __u32)}. */
  private static final long SHUTDOWN = 0x8004587dL;

  /** {@code EXT4_GOING_FLAGS_NOLOGFLUSH}: the journal is not flushed either. */
  private static final int WITHOUT_A_FLUSH = 2;

  private static final int READ_ONLY = 0;

  /** From here on arguments are passed as to a variadic function. */
  private static final int FIXED = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(FIXED));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(FIXED));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private PowerSwitch() {}

  @SuppressWarnings("restricted") // the launcher allows native access
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    SymbolLookup library = LINKER.defaultLookup();
    return LINKER.downcallHandle(library.findOrThrow(name), type, options);
  }

  /** Shuts down the file system that is mounted at a folder. */
  static void off(Path folder) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom(folder.toString()), READ_ONLY);
      if (file < 0) {
        throw new IOException(folder + " cannot be opened");
      }
      MemorySegment how = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_A_FLUSH);
      int code = (int) IOCTL.invokeExact(file, SHUTDOWN, how);
      int closed = (int) CLOSE.invokeExact(file);
      if (code != 0 || closed != 0) {
        throw new IOException(folder + " is no ext4 file system that can be shut down");
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("the power of " + folder + " cannot be cut", e);
    }
  }
}
