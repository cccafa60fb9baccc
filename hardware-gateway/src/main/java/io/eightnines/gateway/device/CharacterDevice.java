package io.eightnines.gateway.device;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A device that the operating system shows as a file, such as Linux's {@code /dev/hwrng}
 * (hw_random) or {@code /dev/random} (random(4)).
 *
 * <p>Each read opens the file anew, without a buffer: a device that was unplugged and came back is
 * found again, and no bytes linger in memory.
 */
public final class CharacterDevice implements Device {

  /** The hardware generator first; else the kernel's, which mixes what noise the machine has. */
  private static final List<Path> USUAL = List.of(Path.of("/dev/hwrng"), Path.of("/dev/random"));

  private final String id;
  private final String model;
  private final Path path;

  /** A device at this path. */
  public CharacterDevice(String id, String model, Path path) {
    this.id = id;
    this.model = model;
    this.path = path;
  }

  /** The usual devices, the best first; called by this model, or by their paths. */
  public static List<Device> usual(String id, Optional<String> model) {
    return USUAL.stream()
        .<Device>map(path -> new CharacterDevice(id, model.orElse(named(path)), path))
        .toList();
  }

  /** What a device is called whose make nobody told. */
  public static String named(Path path) {
    return "character device " + path;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public byte[] read(int max) throws IOException {
    byte[] bytes = new byte[max];
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      int read = in.read(bytes);
      if (read < 1) {
        throw new IOException("%s: gave no bytes".formatted(path));
      }
      return read == max ? bytes : Arrays.copyOf(bytes, read);
    }
  }
}
