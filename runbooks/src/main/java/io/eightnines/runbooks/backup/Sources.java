package io.eightnines.runbooks.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What to back up, each by a name of 1 to 32 lower-case letters, digits and hyphens.
 *
 * @param gateways state directories of gateways
 * @param daemons state directories of failover daemons
 * @param topologies files
 * @param terraform state files
 */
public record Sources(
    Map<String, Path> gateways,
    Map<String, Path> daemons,
    Map<String, Path> topologies,
    Map<String, Path> terraform) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public Sources {
    gateways = ordered(gateways);
    daemons = ordered(daemons);
    topologies = ordered(topologies);
    terraform = ordered(terraform);
    if (gateways.isEmpty() && daemons.isEmpty() && topologies.isEmpty() && terraform.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to back up was named, expected one thing at least");
    }
  }

  /** Everything to copy, in a fixed order; a directory that lacks what it must have is a reason. */
  List<Item> items() throws BackupException {
    List<Item> items = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    gateways.forEach((name, state) -> StateDirectory.gateway(name, state, items, reasons));
    daemons.forEach((name, state) -> StateDirectory.daemon(name, state, items, reasons));
    topologies.forEach(
        (name, file) -> items.add(new Item.Topology("topology/" + name + ".yml", file)));
    terraform.forEach(
        (name, file) -> items.add(new Item.TerraformState("terraform/" + name + ".tfstate", file)));
    for (Item item : items) {
      if (!Files.isRegularFile(item.from())) {
        reasons.add(item.from() + " is no file");
      }
    }
    if (!reasons.isEmpty()) {
      throw new BackupException("nothing was backed up", reasons);
    }
    return List.copyOf(items);
  }

  private static Map<String, Path> ordered(Map<String, Path> named) {
    for (String name : named.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "name is \"" + name + "\", expected 1 to 32 lower-case letters, digits and hyphens");
      }
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }
}
