package io.eightnines.failover.dns;

import io.eightnines.failover.plan.Plan;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Joins the pure answer function to the plan in service; used by every listener.
 *
 * @param random must be safe for use by several threads
 * @param counted told the transport and the response code of each query
 */
public record Responder(
    Answers answers,
    Supplier<Plan> served,
    RandomGenerator random,
    BiConsumer<Transport, String> counted) {
  Optional<byte[]> respond(byte[] query, Transport transport, InetAddress source) {
    Response response = answers.answer(new Query(query, transport, source), served.get(), random);
    counted.accept(transport, response.rcode());
    return response.bytes();
  }
}
