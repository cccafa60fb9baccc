package io.eightnines.gateway;

import io.eightnines.gateway.ledger.DrawMaker;
import io.eightnines.gateway.ledger.Ledger;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.eightnines.gateway.ledger.Shard;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.log.Replica;
import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Opens the ledger that a configuration describes.
 *
 * @param isGenuine false for a draw whose signature a key that is known here did not make
 */
record LedgerWiring(
    LedgerSettings settings,
    DrawMaker maker,
    Predicate<byte[]> isGenuine,
    Clocks clocks,
    LedgerWriter.Observer observer) {

  /**
   * Opens every shard.
   *
   * @throws io.eightnines.gateway.ledger.LedgerFault if one cannot be used, or the ledger there is
   *     divided otherwise
   */
  ShardedLedger open(Path stateDirectory) {
    List<Replica> seats = settings.seats();
    Sharding sharding = new Sharding(seats.size());
    sharding.requireOwn(stateDirectory);
    List<Path> folders = sharding.folders(stateDirectory);
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < seats.size(); i++) {
      shards.add(
          shard(
              new Ledger.Place(
                  folders.get(i), sharding.part(i), settings.care().reserve().toBytes()),
              seats.get(i),
              sharding));
    }
    return new ShardedLedger(shards);
  }

  private Shard shard(Ledger.Place place, Replica seat, Sharding sharding) {
    Ledger ledger = Ledger.open(place, settings.readers(), seat, clocks);
    int rows = settings.care().rowsPerSecond();
    return new Shard(
        ledger,
        new LedgerWriter(
            ledger,
            maker,
            new LedgerWriter.Bounds(
                settings.queue(), settings.batch(), settings.drain().toJavaDuration()),
            clocks.ticker()::elapsedNanos,
            observer),
        ledger.scrub(Math.ceilDiv(rows, sharding.shards()), isGenuine));
  }
}
