package io.eightnines.client.draw;

import io.eightnines.client.json.Fields;
import io.eightnines.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a spec within limits. */
final class SpecReader {

  private static final String KINDS = "numbers, permutation, selection or pools";

  private final Limits limits;

  SpecReader(Limits limits) {
    this.limits = limits;
  }

  Optional<Spec> read(Fields fields) {
    Optional<String> kind = fields.text("kind", text -> true, text -> text, KINDS);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind.get()) {
      case "numbers" -> numbers(fields);
      case "permutation" -> permutation(fields);
      case "selection" -> selection(fields);
      case "pools" -> pools(fields);
      default -> {
        fields.refuse("kind", KINDS);
        yield Optional.empty();
      }
    };
  }

  private Optional<Spec> numbers(Fields fields) {
    Optional<Long> count = fields.whole("count", 1, limits.count());
    Optional<Long> min = fields.wholeOfAnySize("min");
    Optional<Long> max = fields.wholeOfAnySize("max");
    Optional<Boolean> repetition = fields.truth("repetition");
    fields.refuseOthers();
    if (count.isEmpty() || min.isEmpty() || max.isEmpty() || repetition.isEmpty()) {
      return Optional.empty();
    }
    if (min.get() > max.get()) {
      fields.refuse("max", "at least min, which is " + min.get());
      return Optional.empty();
    }
    long span = max.get() - min.get();
    if (span < 0) {
      fields.refuse("max", "less than min + 2^63");
      return Optional.empty();
    }
    if (!repetition.get() && count.get() - 1 > span) {
      fields.refuse("count", "at most " + (span + 1) + ", as many as there are without repetition");
      return Optional.empty();
    }
    return Optional.of(
        new Spec.Numbers(count.get().intValue(), min.get(), max.get(), repetition.get()));
  }

  private Optional<Spec> permutation(Fields fields) {
    Optional<Long> size = fields.whole("size", 1, limits.permutation());
    fields.refuseOthers();
    return size.map(value -> new Spec.Permutation(value.intValue()));
  }

  private Optional<Spec> selection(Fields fields) {
    return oneOf(fields).map(selection -> selection);
  }

  private Optional<Spec.Selection> oneOf(Fields fields) {
    Optional<Long> n = fields.whole("n", 1, limits.n());
    long most = Math.min(limits.k(), n.orElse(Json.MAX_WHOLE));
    Optional<Long> k = fields.whole("k", 1, most);
    fields.refuseOthers();
    return k.flatMap(
        picked -> n.map(from -> new Spec.Selection(picked.intValue(), from.intValue())));
  }

  private Optional<Spec> pools(Fields fields) {
    Optional<List<Fields>> all = fields.objects("pools", 1, limits.pools());
    fields.refuseOthers();
    List<Spec.Selection> pools = new ArrayList<>();
    for (Fields each : all.orElse(List.of())) {
      oneOf(each).ifPresent(pools::add);
    }
    if (all.isEmpty() || pools.size() < all.get().size()) {
      return Optional.empty();
    }
    Spec.Pools spec = new Spec.Pools(pools);
    if (spec.picked() > limits.k()) {
      fields.refuse("pools", "at most " + limits.k() + " numbers from all pools together");
      return Optional.empty();
    }
    return Optional.of(spec);
  }
}
