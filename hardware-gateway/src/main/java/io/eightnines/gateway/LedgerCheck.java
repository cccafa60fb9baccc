package io.eightnines.gateway;

import com.codahale.metrics.health.HealthCheck;
import io.eightnines.gateway.ledger.ShardedLedger;

/** Dropwizard's own health page on the admin port: whether the ledger takes requests. */
final class LedgerCheck extends HealthCheck {

  private final ShardedLedger ledger;

  LedgerCheck(ShardedLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  protected Result check() {
    return ledger.isWritable() ? Result.healthy() : Result.unhealthy("the ledger cannot write");
  }
}
