package io.eightnines.gateway.issue;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.entropy.PoolBits;
import io.eightnines.gateway.health.HealthState;
import io.eightnines.gateway.ledger.DrawMaker;
import io.eightnines.gateway.result.EntropyExhausted;
import io.eightnines.gateway.result.Results;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes draws from the pool's bits and signs them. A draw in the midst of which a generator of its
 * bits failed a test is thrown away and made anew, so none that is signed has bits of a generator
 * known to be bad.
 */
public final class PoolDrawMaker implements DrawMaker {

  /** Generators that fail one after another within one draw: then bits are running out as well. */
  private static final int ATTEMPTS = 3;

  /** The generators of a site, as they are when asked. */
  public record Site(String name, Supplier<List<Feed>> feeds) {}

  private final Pool pool;
  private final Site site;
  private final InstantSource clock;
  private final Draw.Signer signer;

  /** A maker for this site. */
  public PoolDrawMaker(Pool pool, Site site, InstantSource clock, Draw.Signer signer) {
    this.pool = pool;
    this.site = site;
    this.clock = clock;
    this.signer = signer;
  }

  @Override
  public Optional<Draw> make(CustomerId customer, DrawRequest request) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      PoolBits bits = new PoolBits(pool);
      List<Long> result;
      try {
        result = Results.draw(request.spec(), bits);
      } catch (EntropyExhausted tooFewBits) {
        return Optional.empty();
      }
      if (bits.allHold()) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Outcome outcome = new Outcome(used(bits), now, result);
        return Optional.of(Draw.issue(customer, request, outcome, signer));
      }
    }
    return Optional.empty();
  }

  /** All generators as they stand, if the result was the only possible one and took no bits. */
  private List<GeneratorUse> used(PoolBits bits) {
    List<GeneratorUse> used =
        bits.generators().stream()
            .map(one -> use(one.id(), one.model(), HealthState.HEALTHY))
            .toList();
    return used.isEmpty()
        ? site.feeds().get().stream()
            .map(feed -> use(feed.generator().id(), feed.generator().model(), feed.view().state()))
            .toList()
        : used;
  }

  private GeneratorUse use(String id, String model, HealthState state) {
    return new GeneratorUse(id, model, site.name(), state.word());
  }
}
