package io.eightnines.cdktf;

import java.net.InetAddress;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A region of the local fleet: processes on one loopback address of this machine.
 *
 * @param name the region's name, also the address of its resource in the Terraform state: 1 to 32
 *     lower-case letters, digits and hyphens, beginning with a letter
 * @param address the loopback address its processes listen on
 * @param generationVariable the Terraform input variable whose next value redeploys the region: 1
 *     to 32 lower-case letters, digits and underscores, beginning with a letter
 */
public record LocalRegion(String name, InetAddress address, String generationVariable) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  /** Terraform keeps these names for the arguments of module blocks. */
  private static final Set<String> RESERVED =
      Set.of(
          "source",
          "version",
          "providers",
          "count",
          "for_each",
          "lifecycle",
          "depends_on",
          "locals");

  public LocalRegion {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("name: \"%s\"; expected 1 to 32 lower-case letters, digits and hyphens,"
                  + " beginning with a letter")
              .formatted(name));
    }
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "address: %s; expected a loopback address such as 127.0.1.1"
              .formatted(address.getHostAddress()));
    }
    if (!VARIABLE.matcher(generationVariable).matches()) {
      throw new IllegalArgumentException(
          ("generationVariable: \"%s\"; expected 1 to 32 lower-case letters, digits and"
                  + " underscores, beginning with a letter")
              .formatted(generationVariable));
    }
    if (RESERVED.contains(generationVariable)) {
      throw new IllegalArgumentException(
          "generationVariable: \"%s\"; expected a name that Terraform does not reserve"
              .formatted(generationVariable));
    }
  }
}
