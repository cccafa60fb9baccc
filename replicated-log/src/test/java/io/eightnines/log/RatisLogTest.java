package io.eightnines.log;

import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class RatisLogTest extends ReplicatedLogContract {
  @TempDir private Path directory;

  @Override
  ReplicatedLog start(Fold fold) {
    return RatisLog.open(
        Replica.alone(LogPolicy.DEFAULT),
        directory,
        fold,
        new Clocks(InstantSource.system(), System::nanoTime));
  }
}
