package io.eightnines.client.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary requests and outcomes for properties. */
public final class Draws {

  private Draws() {}

  /** Requests of every kind. */
  public static Arbitrary<DrawRequest> requests() {
    Arbitrary<DrawId> ids =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(DrawId::ofContent);
    return Combinators.combine(names(), ids.injectNull(0.3), tags(), specs())
        .as((name, id, tag, spec) -> new DrawRequest(new ChainName(name), id, tag, spec));
  }

  /** Specs of every kind. */
  public static Arbitrary<Spec> specs() {
    Arbitrary<Long> bounds = Arbitraries.longs().between(-(1L << 53) + 1, (1L << 53) - 1);
    Arbitrary<Spec> numbers =
        Combinators.combine(Arbitraries.integers().between(1, 40), bounds, bounds)
            .as((count, one, other) ->
                new Spec.Numbers(count, Math.min(one, other), Math.max(one, other), true));
    Arbitrary<Spec> permutations = Arbitraries.integers().between(1, 60).map(Spec.Permutation::new);
    Arbitrary<Spec> selections =
        Combinators.combine(
                Arbitraries.integers().between(1, 50), Arbitraries.integers().between(0, 1000))
            .as((k, more) -> new Spec.Selection(k, k + more));
    Arbitrary<Spec> wide =
        Combinators.combine(
                Arbitraries.integers().between(1, 40),
                Arbitraries.longs().between(Long.MIN_VALUE, 0),
                Arbitraries.longs().between(0, Long.MAX_VALUE))
            .as((count, min, span) -> new Spec.Numbers(count, min, min + span, true));
    Arbitrary<Spec> pools =
        Combinators.combine(
                Arbitraries.integers().between(1, 8), Arbitraries.integers().between(0, 60))
            .as((k, more) -> new Spec.Selection(k, k + more))
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(Spec.Pools::new);
    return Arbitraries.oneOf(numbers, wide, permutations, selections, pools);
  }

  /** Some possible outcome of a spec; how it is made matters to no test. */
  public static Outcome outcome(Spec spec, long seed) {
    Random random = new Random(seed);
    List<GeneratorUse> generators =
        List.of(
            new GeneratorUse("noise-1", "character device", "site-a", "untested"),
            new GeneratorUse("noise-2", "a \"quoted\" dévice", "site-a", "untested"));
    Instant at = Instant.parse("2026-11-21T01:02:03.123456Z").plusSeconds(random.nextInt(1000));
    return new Outcome(generators, at, result(spec, random));
  }

  private static List<Long> result(Spec spec, Random random) {
    if (spec instanceof Spec.Numbers numbers) {
      return LongStream.range(0, numbers.count())
          .map(i -> numbers.min() + (random.nextLong() >>> 1) % Math.max(1, numbers.span()))
          .boxed()
          .toList();
    }
    if (spec instanceof Spec.Permutation permutation) {
      return shuffled(permutation.size(), random);
    }
    if (spec instanceof Spec.Pools pools) {
      return pools.pools().stream().flatMap(pool -> chosen(pool, random).stream()).toList();
    }
    return chosen((Spec.Selection) spec, random);
  }

  private static List<Long> chosen(Spec.Selection selection, Random random) {
    return shuffled(selection.n(), random).subList(0, selection.k()).stream().sorted().toList();
  }

  private static List<Long> shuffled(int size, Random random) {
    List<Long> all = new ArrayList<>(LongStream.rangeClosed(1, size).boxed().toList());
    Collections.shuffle(all, random);
    return all;
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abcdefghijklmnopqrstuvwxyz0123456789._-")
        .ofMinLength(1)
        .ofMaxLength(64)
        .filter(ChainName::isValid);
  }

  private static Arbitrary<Tag> tags() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("äß€漢")
        .ofMaxLength(Tag.MAX_CHARS)
        .map(Tag::new);
  }
}
