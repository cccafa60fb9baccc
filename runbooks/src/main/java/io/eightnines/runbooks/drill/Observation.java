package io.eightnines.runbooks.drill;

import java.io.IOException;
import java.util.Map;

/** What is looked for between a fault and the end of its trial, in which the fault is mended. */
interface Observation {

  /** Watches, notes what held and what was measured; milliseconds to change by name server. */
  Map<String, Double> observe() throws IOException, InterruptedException;

  /** What a scenario expects, looked for in one trial. */
  static Observation of(Expectation expectation, Scene scene) {
    return switch (expectation) {
      case Expectation.Leaves _ -> new Leaving(scene);
      case Expectation.NothingMoves still -> new Stillness(scene, still);
      case Expectation.FailsOpen _ -> new FailingOpen(scene);
      case Expectation.Reduced _ -> new Reduction(scene);
      case Expectation.FewChanges few -> new FewChanges(scene, few);
      case Expectation.DrawsStay _ -> new Keeping(scene);
      case Expectation.DeviceOut out -> new Quarantine(scene, out);
      case Expectation.Drought _ -> new Drought(scene);
      case Expectation.RefusesWithoutRoom _ -> new NoRoom(scene);
      case Expectation.LedgerMended _ -> new LedgerMending(scene);
      case Expectation.Redeployed _ -> new Renewal(scene);
    };
  }
}
