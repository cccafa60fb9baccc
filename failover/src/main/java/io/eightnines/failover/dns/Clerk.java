package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.Answering;
import org.jspecify.annotations.Nullable;

/**
 * Answers the queries of one thread, one after another, in memory that it uses again: a usual query
 * makes no object. What it gives is good until the next query.
 */
final class Clerk implements Answering {
  private final Responder responder;
  private final Transport transport;
  private final QuickAnswers quick;
  private final Query query;

  Clerk(Responder responder, Transport transport) {
    this.responder = responder;
    this.transport = transport;
    this.quick = responder.answers().quick();
    this.query = new Query(transport);
  }

  @Override
  public byte @Nullable [] answer(byte[] bytes, byte[] source) {
    query.set(bytes, source);
    Snapshot now = responder.answers().snapshot(responder.served().get());
    byte[] ready = quick.answer(query, now, responder.random());
    if (ready == null) {
      return thoroughly(now);
    }
    responder.counted().accept(transport, QuickAnswers.rcode(ready));
    return ready;
  }

  private byte @Nullable [] thoroughly(Snapshot now) {
    Response response = responder.answers().thoroughly(query, now, responder.random());
    responder.counted().accept(transport, response.rcode());
    return response.bytes().orElse(null);
  }
}
