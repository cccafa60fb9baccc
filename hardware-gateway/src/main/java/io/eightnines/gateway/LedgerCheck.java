package io.eightnines.gateway;

import com.codahale.metrics.health.HealthCheck;
import io.eightnines.gateway.ledger.LedgerWriter;

/** Dropwizard's own health page on the admin port: whether the ledger takes requests. */
final class LedgerCheck extends HealthCheck {

  private final LedgerWriter writer;

  LedgerCheck(LedgerWriter writer) {
    this.writer = writer;
  }

  @Override
  protected Result check() {
    return writer.isWritable() ? Result.healthy() : Result.unhealthy("the ledger cannot write");
  }
}
