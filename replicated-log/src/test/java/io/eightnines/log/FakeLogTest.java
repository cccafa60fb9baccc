package io.eightnines.log;

import io.eightnines.time.Clocks;
import java.time.InstantSource;

class FakeLogTest extends ReplicatedLogContract {
  private final FakeLog.Disk disk = new FakeLog.Disk();

  @Override
  ReplicatedLog start(Fold fold) {
    return new FakeLog(disk, fold, new Clocks(InstantSource.system(), System::nanoTime));
  }
}
