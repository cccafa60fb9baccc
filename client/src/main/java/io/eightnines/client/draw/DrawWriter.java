package io.eightnines.client.draw;

import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes requests and draws as canonical JSON; the bytes of a draw are what is kept and served. */
public final class DrawWriter {

  /** RFC 3339 in UTC with always six digits after the second, so that one instant has one text. */
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DrawWriter() {}

  /** The bytes of a request. */
  public static byte[] bytes(DrawRequest request) {
    return CanonicalJson.bytes(json(request));
  }

  /** The bytes of a draw, to be kept and served as they are. */
  public static byte[] bytes(Draw draw) {
    return DrawText.of(draw.customer(), draw.request(), draw.outcome())
        .whole(draw.id(), draw.signature());
  }

  /** What the id is a hash of: everything except id and signature. */
  public static byte[] content(CustomerId customer, DrawRequest request, Outcome outcome) {
    return DrawText.of(customer, request, outcome).content();
  }

  /** What is signed: everything except the signature. */
  public static byte[] signedContent(
      CustomerId customer, DrawRequest request, Outcome outcome, DrawId id) {
    return DrawText.of(customer, request, outcome).signedContent(id);
  }

  static String timestamp(Instant at) {
    return MICROSECONDS.format(at);
  }

  static Json result(Spec spec, List<Long> result) {
    if (spec instanceof Spec.Pools pools) {
      return new Json.Items(
          pools.apart(result).stream().map(each -> numbers(each, false)).toList());
    }
    return numbers(result, spec instanceof Spec.Numbers numbers && numbers.isWide());
  }

  private static Json numbers(List<Long> numbers, boolean wide) {
    return new Json.Items(numbers.stream().map(number -> number(number, wide)).toList());
  }

  /** All numbers of a draw are written in one way, so that no backend meets two types. */
  private static Json number(long number, boolean wide) {
    return wide ? text(Long.toString(number)) : new Json.Whole(number);
  }

  private static Json.Members json(DrawRequest request) {
    return Json.Members.of(
        Map.of(
            "chain", text(request.chain().value()),
            "previous", idOrNull(request.previous()),
            "tag", text(request.tag().value()),
            "spec", json(request.spec())));
  }

  static Json json(GeneratorUse generator) {
    return Json.Members.of(
        Map.of(
            "health", text(generator.health()),
            "id", text(generator.id()),
            "model", text(generator.model()),
            "site", text(generator.site())));
  }

  static Json json(Spec spec) {
    if (spec instanceof Spec.Numbers numbers) {
      return Json.Members.of(
          Map.of(
              "kind", text("numbers"),
              "count", new Json.Whole(numbers.count()),
              "min", number(numbers.min(), numbers.isWide()),
              "max", number(numbers.max(), numbers.isWide()),
              "repetition", new Json.Truth(numbers.repetition())));
    }
    if (spec instanceof Spec.Permutation permutation) {
      return Json.Members.of(
          Map.of("kind", text("permutation"), "size", new Json.Whole(permutation.size())));
    }
    if (spec instanceof Spec.Selection selection) {
      return Json.Members.of(
          Map.of(
              "kind", text("selection"),
              "k", new Json.Whole(selection.k()),
              "n", new Json.Whole(selection.n())));
    }
    if (spec instanceof Spec.Pools pools) {
      return Json.Members.of(
          Map.of(
              "kind",
              text("pools"),
              "pools",
              new Json.Items(pools.pools().stream().map(DrawWriter::pool).toList())));
    }
    throw new AssertionError("no other kind of spec");
  }

  private static Json pool(Spec.Selection pool) {
    return Json.Members.of(Map.of("k", new Json.Whole(pool.k()), "n", new Json.Whole(pool.n())));
  }

  static Json idOrNull(@Nullable DrawId id) {
    return id == null ? Json.NOTHING : text(id.value());
  }

  static Json text(String value) {
    return new Json.Text(value);
  }
}
