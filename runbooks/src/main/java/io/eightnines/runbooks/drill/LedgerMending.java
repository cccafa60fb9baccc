package io.eightnines.runbooks.drill;

import io.eightnines.gateway.audit.LedgerAudit;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.GatewayStatus;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What a disk has changed is found, and taken from the other members. */
final class LedgerMending implements Observation {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Scene scene;
  private final Member gateway;
  private GatewayStatus.Ledger last = new GatewayStatus.Ledger(0, false, 0, 0, 0);

  LedgerMending(Scene scene) {
    this.scene = scene;
    this.gateway = scene.cast().gateways().getFirst();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    boolean found = Scene.await(LIMIT, () -> look().damaged() > foundBefore());
    scene.note("the damage is found", found, gateway.name() + ": " + last);
    // One round may have been under way and past the place; the next one sees everything.
    long rounds = look().rounds();
    boolean mended =
        Scene.await(LIMIT, () -> look().rounds() > rounds + 1 && last.mended() == last.damaged());
    if (mended) {
      scene.notes().measured("fault_to_mended", System.nanoTime() - scene.fault());
    }
    scene.note("all of it is mended", mended, gateway.name() + ": " + last);
    LedgerAudit.Findings audit =
        LedgerAudit.of(
            Sharding.files(FleetLayout.state(scene.fleet().folder(), gateway.name())),
            LedgerJudge.keys(scene.fleet()));
    scene.note(
        "an audit finds no fault after the mending",
        audit.faults().isEmpty(),
        audit.faults().toString());
    scene.tell(
        "%d rows found damaged, %d mended, in %d rounds"
            .formatted(last.damaged(), last.mended(), last.rounds()));
    return new Keeping(scene).observe();
  }

  private long foundBefore() {
    return scene.injuries().getLast() instanceof Injector.Rotten(long before) ? before : 0;
  }

  private GatewayStatus.Ledger look() {
    try {
      last = scene.fleet().gatewayStatus(gateway).ledger();
    } catch (IOException silent) {
      // asked again
    }
    return last;
  }
}
