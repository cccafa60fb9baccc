package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fault.Disk;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The disks of those whose power is cut. */
final class Disks implements AutoCloseable {
  private final Map<String, Disk> disks = new LinkedHashMap<>();

  private Disks() {}

  static Disks none() {
    return new Disks();
  }

  /** Gives each member of a fleet that is yet to start a disk for its state. */
  static Disks of(List<String> members, Path folder) throws IOException {
    Disks all = new Disks();
    try {
      for (String member : members) {
        Path image = folder.resolve(member + ".disk");
        all.disks.put(member, Disk.mount(image, FleetLayout.state(folder, member)));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  Disk of(String member) {
    return Objects.requireNonNull(disks.get(member), member);
  }

  @Override
  public void close() throws IOException {
    for (Disk disk : disks.values()) {
      disk.close();
    }
  }
}
