package io.eightnines.client.draw;

import io.eightnines.client.json.Fields;
import io.eightnines.client.json.Json;
import java.util.Optional;

/** Reads a spec within limits. */
final class SpecReader {

  private static final String KINDS = "numbers, permutation or selection";

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
      default -> {
        fields.refuse("kind", KINDS);
        yield Optional.empty();
      }
    };
  }

  private Optional<Spec> numbers(Fields fields) {
    Optional<Long> count = fields.whole("count", 1, limits.count());
    Optional<Long> min = fields.whole("min", -Json.MAX_WHOLE, Json.MAX_WHOLE);
    Optional<Long> max = fields.whole("max", -Json.MAX_WHOLE, Json.MAX_WHOLE);
    Optional<Boolean> repetition = fields.truth("repetition");
    fields.refuseOthers();
    if (count.isEmpty() || min.isEmpty() || max.isEmpty() || repetition.isEmpty()) {
      return Optional.empty();
    }
    if (min.get() > max.get()) {
      fields.refuse("max", "at least min, which is " + min.get());
      return Optional.empty();
    }
    long values = max.get() - min.get() + 1;
    if (!repetition.get() && count.get() > values) {
      fields.refuse("count", "at most " + values + ", as many as there are without repetition");
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
    Optional<Long> n = fields.whole("n", 1, limits.n());
    long most = Math.min(limits.k(), n.orElse(Json.MAX_WHOLE));
    Optional<Long> k = fields.whole("k", 1, most);
    fields.refuseOthers();
    return k.flatMap(
        picked -> n.map(from -> new Spec.Selection(picked.intValue(), from.intValue())));
  }
}
