package io.eightnines.failover.zone;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Where the zone's records come from. */
public sealed interface ZoneSource {
  /** The zone as it is now. */
  Zone read() throws RefusedZoneException;

  /** The file that may change while the daemon runs, if there is one. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** The daemon's own file, which is read once. */
  record Written(Zone zone) implements ZoneSource {
    @Override
    public Zone read() {
      return zone;
    }
  }

  /** A master file. */
  record Master(Path path, Name apex, Service service) implements ZoneSource {
    @Override
    public Zone read() throws RefusedZoneException {
      List<Placed> records = MasterFile.read(path, apex);
      try {
        return new ZoneBuilder(apex, service, records).build();
      } catch (RefusedZoneException e) {
        String message = String.valueOf(e.getMessage());
        throw message.startsWith(path.toString())
            ? e
            : new RefusedZoneException(List.of(path + ": " + message));
      }
    }

    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }
  }
}
