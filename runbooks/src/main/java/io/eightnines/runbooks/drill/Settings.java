package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a drill is run.
 *
 * @param trials how often the damage is done
 * @param seed of victims and moments
 * @param folder for the fleet's files; made anew
 * @param archives make the start of a member quicker
 * @param progress told what happens, a line each
 */
public record Settings(
    int trials, Rates rates, long seed, Path folder, Archives archives, Consumer<String> progress) {

  /**
   * How much is asked for.
   *
   * @param client draws a second through the client
   * @param plain draws a second through plain HTTP
   */
  public record Rates(int client, int plain) {}

  Fleet startFleet() throws IOException {
    return Fleet.start(FleetLayout.standard(), folder, archives, progress);
  }
}
