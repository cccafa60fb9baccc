package io.eightnines.client.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.Json;
import java.util.Map;

/**
 * The canonical text of one draw in three pieces, between which its id and its signature belong. So
 * the bytes that are hashed, those that are signed and those that are kept are written once.
 *
 * <p>Members of an object are sorted by their names (RFC 8785 section 3.2.3): {@code id} comes
 * after {@code generators}, {@code signature} after {@code result}.
 */
final class DrawText {
  private final String toGenerators;
  private final String toResult;
  private final String toVersion;

  private DrawText(String toGenerators, String toResult, String toVersion) {
    this.toGenerators = toGenerators;
    this.toResult = toResult;
    this.toVersion = toVersion;
  }

  static DrawText of(CustomerId customer, DrawRequest request, Outcome outcome) {
    Json.Items generators =
        new Json.Items(outcome.generators().stream().map(DrawWriter::json).toList());
    return new DrawText(
        members(
            Map.of(
                "chain", DrawWriter.text(request.chain().value()),
                "customer", DrawWriter.text(customer.value()),
                "generators", generators)),
        members(
            Map.of(
                "issuedAt", DrawWriter.text(DrawWriter.timestamp(outcome.issuedAt())),
                "previous", DrawWriter.idOrNull(request.previous()),
                "result", DrawWriter.result(request.spec(), outcome.result()))),
        members(
            Map.of(
                "spec", DrawWriter.json(request.spec()),
                "tag", DrawWriter.text(request.tag().value()),
                "version", new Json.Whole(request.spec().version()))));
  }

  /** What the id is a hash of. */
  byte[] content() {
    return object(toGenerators, toResult, toVersion);
  }

  /** What is signed. */
  byte[] signedContent(DrawId id) {
    return object(toGenerators, member(id), toResult, toVersion);
  }

  /** What is kept and served. */
  byte[] whole(DrawId id, Signature signature) {
    String last =
        members(
            Map.of(
                "signature",
                Json.Members.of(
                    Map.of(
                        "algorithm", DrawWriter.text(Signature.ALGORITHM),
                        "keyId", DrawWriter.text(signature.keyId()),
                        "value", DrawWriter.text(signature.value())))));
    return object(toGenerators, member(id), toResult, last, toVersion);
  }

  private static String member(DrawId id) {
    return members(Map.of("id", DrawWriter.text(id.value())));
  }

  /** Members as they stand in an object, without its braces. */
  private static String members(Map<String, Json> values) {
    String object = CanonicalJson.text(Json.Members.of(values));
    return object.substring(1, object.length() - 1);
  }

  private static byte[] object(String... pieces) {
    return ("{" + String.join(",", pieces) + "}").getBytes(UTF_8);
  }
}
