package io.eightnines.client.draw;

import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Fields;
import io.eightnines.client.json.Json;
import io.eightnines.client.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a draw. That it reads says nothing about it being genuine. */
public final class DrawReader {

  /** Stands in where the spec was refused, so that the rest of the draw is still looked at. */
  private static final Spec UNKNOWN_SPEC = new Spec.Permutation(1);

  private DrawReader() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /** The bytes have the shape of a draw. */
  public record Read(Draw draw) implements Reading {}

  /** The bytes are no draw, for these reasons. */
  public record Garbled(List<FieldError> errors) implements Reading {
    public Garbled {
      errors = List.copyOf(errors);
    }
  }

  /** Reads a draw. */
  public static Reading read(byte[] bytes) {
    StrictJson.Reading reading = StrictJson.read(bytes, Limits.MAX_DRAW_BYTES);
    if (reading instanceof StrictJson.Malformed malformed) {
      return new Garbled(List.of(malformed.error()));
    }
    List<FieldError> errors = new ArrayList<>();
    Optional<Draw> draw =
        Fields.of(((StrictJson.Value) reading).json(), errors).flatMap(DrawReader::draw);
    return errors.isEmpty() ? new Read(draw.orElseThrow()) : new Garbled(errors);
  }

  private static Optional<Draw> draw(Fields fields) {
    Optional<Long> version = fields.whole("version", 1, Draw.NEWEST_VERSION);
    Optional<CustomerId> customer =
        fields.text("customer", CustomerId::isValid, CustomerId::new, CustomerId.EXPECTED);
    Optional<DrawRequest> request = DrawRequestReader.request(fields, Limits.PROTOCOL);
    if (!fields.has("tag")) {
      fields.refuse("tag", Tag.EXPECTED);
    }
    Optional<Outcome> outcome =
        outcome(fields, request.map(DrawRequest::spec).orElse(UNKNOWN_SPEC));
    Optional<DrawId> id = fields.text("id", DrawId::isValid, DrawId::new, DrawId.EXPECTED);
    Optional<Signature> signature = fields.members("signature").flatMap(DrawReader::signature);
    fields.refuseOthers();
    if (request.isPresent()
        && version.isPresent()
        && version.get() != request.get().spec().version()) {
      fields.refuse("version", "that of its spec, " + request.get().spec().version());
    }
    if (customer.isEmpty()
        || request.isEmpty()
        || outcome.isEmpty()
        || id.isEmpty()
        || signature.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Draw(customer.get(), request.get(), outcome.get(), id.get(), signature.get()));
  }

  private static Optional<Outcome> outcome(Fields fields, Spec spec) {
    Optional<Instant> issuedAt =
        fields.text(
            "issuedAt",
            DrawReader::isTimestamp,
            Instant::parse,
            "a time such as 2026-11-21T01:02:03.123456Z");
    Optional<List<Long>> result =
        fields
            .items("result", 1, Limits.PROTOCOL.permutation())
            .flatMap(all -> result(fields, all, spec));
    Optional<List<GeneratorUse>> generators =
        fields.objects("generators", 1, Outcome.MAX_GENERATORS).flatMap(DrawReader::generators);
    if (issuedAt.isEmpty() || result.isEmpty() || generators.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Outcome(generators.get(), issuedAt.get(), result.get()));
  }

  private static Optional<List<Long>> result(Fields fields, List<Json> items, Spec spec) {
    if (!(spec instanceof Spec.Pools pools)) {
      return wholes(fields, items);
    }
    List<Json> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int picked = i < pools.pools().size() ? pools.pools().get(i).k() : 0;
      if (!(items.get(i) instanceof Json.Items inner) || inner.values().size() != picked) {
        fields.refuse("result", "for each pool an array of as many numbers as it picks");
        return Optional.empty();
      }
      all.addAll(inner.values());
    }
    return wholes(fields, all);
  }

  private static Optional<List<Long>> wholes(Fields fields, List<Json> items) {
    List<Long> result = new ArrayList<>(items.size());
    for (Json item : items) {
      Optional<Long> whole = Fields.wholeOf(item);
      if (whole.isEmpty()) {
        fields.refuse("result", "whole numbers");
        return Optional.empty();
      }
      result.add(whole.get());
    }
    return Optional.of(result);
  }

  private static Optional<List<GeneratorUse>> generators(List<Fields> all) {
    List<GeneratorUse> generators = new ArrayList<>(all.size());
    for (Fields fields : all) {
      Optional<String> id = name(fields, "id");
      Optional<String> site = name(fields, "site");
      Optional<String> health = name(fields, "health");
      Optional<String> model =
          fields.text("model", GeneratorUse::isModel, text -> text, "one line of 200 characters");
      fields.refuseOthers();
      if (id.isEmpty() || site.isEmpty() || health.isEmpty() || model.isEmpty()) {
        return Optional.empty();
      }
      generators.add(new GeneratorUse(id.get(), model.get(), site.get(), health.get()));
    }
    return Optional.of(generators);
  }

  private static Optional<Signature> signature(Fields fields) {
    fields.text(
        "algorithm", Signature.ALGORITHM::equals, text -> text, "\"" + Signature.ALGORITHM + "\"");
    Optional<String> keyId =
        fields.text("keyId", Signature::isKeyId, text -> text, Signature.KEY_ID_EXPECTED);
    Optional<String> value =
        fields.text("value", Signature::isValue, text -> text, "base64url of 64 bytes");
    fields.refuseOthers();
    return keyId.flatMap(key -> value.map(bytes -> new Signature(key, bytes)));
  }

  private static Optional<String> name(Fields fields, String name) {
    return fields.text(name, Names::isName, text -> text, Names.EXPECTED);
  }

  private static boolean isTimestamp(String text) {
    try {
      return DrawWriter.timestamp(Instant.parse(text)).equals(text);
    } catch (DateTimeException notATime) {
      return false;
    }
  }
}
