package io.eightnines.failover.dns;

import io.eightnines.failover.dns.transfer.Transfer;
import io.eightnines.failover.plan.Plan;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Rcode;

/**
 * Joins the pure answer function to the plan in service; used by every listener.
 *
 * @param random must be safe for use by several threads
 * @param counted told the transport and the response code of each query
 * @param transfers gives the whole zone to whom it may be given, over TCP
 */
public record Responder(
    Answers answers,
    Supplier<Plan> served,
    RandomGenerator random,
    BiConsumer<Transport, String> counted,
    BiFunction<byte[], InetAddress, Optional<Transfer>> transfers) {
  /** One that gives the whole zone to nobody. */
  public Responder(
      Answers answers,
      Supplier<Plan> served,
      RandomGenerator random,
      BiConsumer<Transport, String> counted) {
    this(answers, served, random, counted, (_, _) -> Optional.empty());
  }

  private static final String NOERROR = Rcode.string(Rcode.NOERROR);

  /** Answers what comes this way; for one thread. */
  Clerk clerk(Transport transport) {
    return new Clerk(this, transport);
  }

  /** The transfer that a query over TCP asks for, if it may have it; to be closed. */
  Optional<Transfer> transfer(byte[] query, InetAddress source) {
    Optional<Transfer> transfer = transfers.apply(query, source);
    transfer.ifPresent(_ -> counted.accept(Transport.TCP, NOERROR));
    return transfer;
  }
}
