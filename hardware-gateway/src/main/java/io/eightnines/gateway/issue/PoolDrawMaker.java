package io.eightnines.gateway.issue;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.entropy.PoolBits;
import io.eightnines.gateway.ledger.DrawMaker;
import io.eightnines.gateway.result.EntropyExhausted;
import io.eightnines.gateway.result.Results;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** Makes draws from the pool's bits and signs them. */
public final class PoolDrawMaker implements DrawMaker {

  private final Pool pool;
  private final Map<String, GeneratorUse> generators;
  private final InstantSource clock;
  private final Draw.Signer signer;

  /** A maker for these generators, by id. */
  public PoolDrawMaker(
      Pool pool, Map<String, GeneratorUse> generators, InstantSource clock, Draw.Signer signer) {
    this.pool = pool;
    this.generators = Map.copyOf(generators);
    this.clock = clock;
    this.signer = signer;
  }

  @Override
  public Optional<Draw> make(CustomerId customer, DrawRequest request) {
    PoolBits bits = new PoolBits(pool);
    List<Long> result;
    try {
      result = Results.draw(request.spec(), bits);
    } catch (EntropyExhausted tooFewBits) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Outcome outcome = new Outcome(used(bits.generators()), now, result);
    return Optional.of(Draw.issue(customer, request, outcome, signer));
  }

  /** All generators, if the result was the only possible one and took no bits. */
  private List<GeneratorUse> used(SortedSet<String> ids) {
    return (ids.isEmpty() ? generators.keySet() : ids)
        .stream().sorted().map(id -> Objects.requireNonNull(generators.get(id))).toList();
  }
}
