package io.eightnines.runbooks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A control group (cgroups(7), version 2) of one daemon. Connections between loopback addresses
 * come from 127.0.0.1 unless somebody binds them, so an address does not tell whose packet it is;
 * nft's {@code socket cgroupv2} does, if the process was in the group before it opened a socket.
 *
 * @param name of the member
 */
public record Cgroup(String name) {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String OURS = "eightnines";

  /** How deep the groups are below the root of the hierarchy, as nft counts it. */
  public static final int LEVEL = 2;

  /** The group of a member, made if it is not there. */
  static Cgroup create(String name) throws IOException {
    Cgroup group = new Cgroup(name);
    try {
      Files.createDirectories(group.folder());
      return group;
    } catch (IOException e) {
      throw new FleetException(
          "cannot make the control group %s (%s); it needs root and a mounted cgroup2"
              .formatted(group.folder(), e));
    }
  }

  /** Removes the group, once its process has ended; one that stays does no harm. */
  void remove() {
    var _ = folder().toFile().delete();
  }

  /** The group as nft names it: from the folder of all hierarchies. */
  public String path() {
    return ROOT.relativize(folder()).toString();
  }

  private Path folder() {
    Path hybrid = ROOT.resolve("unified");
    Path hierarchy = Files.exists(hybrid.resolve("cgroup.procs")) ? hybrid : ROOT;
    return hierarchy.resolve(OURS).resolve(name);
  }

  /** A command that enters the group and becomes the command that follows. */
  List<String> entered() {
    return List.of(
        "sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", folder().resolve("cgroup.procs").toString());
  }

  /** Whether groups can be made here, tried without making one. */
  public static boolean isPossible() {
    return Stream.of(ROOT.resolve("unified"), ROOT)
        .anyMatch(folder -> Files.isWritable(folder.resolve("cgroup.procs")));
  }
}
