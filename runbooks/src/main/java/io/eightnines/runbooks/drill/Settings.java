package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.peer.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a drill is run.
 *
 * @param trials how often the damage is done
 * @param daemons how many failover daemons the fleet has
 * @param beside peers that are measured in the same trials
 * @param seed of victims and moments
 * @param place where the fleet's files are
 * @param progress told what happens, a line each
 */
public record Settings(
    int trials,
    int daemons,
    List<Peer> beside,
    Rates rates,
    long seed,
    Place place,
    Consumer<String> progress) {

  /**
   * How much is asked for.
   *
   * @param client draws a second through the client
   * @param plain draws a second through plain HTTP
   */
  public record Rates(int client, int plain) {}

  /**
   * Where a fleet's files are.
   *
   * @param folder made anew
   * @param archives make the start of a member quicker
   */
  public record Place(Path folder, Archives archives) {}
}
