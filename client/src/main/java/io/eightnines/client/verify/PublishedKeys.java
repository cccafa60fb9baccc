package io.eightnines.client.verify;

import io.eightnines.client.draw.Signature;
import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Fields;
import io.eightnines.client.json.Json;
import io.eightnines.client.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys with which draws may be signed, those of yesterday included. */
public record PublishedKeys(List<PublishedKey> keys) {

  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_KEYS = 1000;

  public PublishedKeys {
    keys = List.copyOf(keys);
  }

  /** The key of that id, if it is published. */
  public Optional<PublishedKey> find(String keyId) {
    return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
  }

  /** These keys as JSON. */
  public byte[] toJson() {
    List<Json> items = keys.stream().map(PublishedKeys::json).toList();
    return CanonicalJson.bytes(Json.Members.of(Map.of("keys", new Json.Items(items))));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming what is wrong with the first field that is
   */
  public static PublishedKeys read(byte[] bytes) {
    StrictJson.Reading reading = StrictJson.read(bytes, MAX_BYTES);
    if (reading instanceof StrictJson.Malformed malformed) {
      throw new IllegalArgumentException(malformed.error().toString());
    }
    List<FieldError> errors = new ArrayList<>();
    List<PublishedKey> keys =
        Fields.of(((StrictJson.Value) reading).json(), errors)
            .flatMap(fields -> fields.objects("keys", 0, MAX_KEYS))
            .orElse(List.of())
            .stream()
            .flatMap(fields -> key(fields).stream())
            .toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.get(0).toString());
    }
    return new PublishedKeys(keys);
  }

  private static Optional<PublishedKey> key(Fields fields) {
    fields.text("algorithm", Signature.ALGORITHM::equals, text -> text, "Ed25519");
    Optional<String> keyId = fields.text("keyId", text -> true, text -> text, "a text");
    Optional<String> publicKey = fields.text("publicKey", text -> true, text -> text, "a text");
    return keyId.flatMap(id -> publicKey.map(key -> new PublishedKey(id, key)));
  }

  private static Json json(PublishedKey key) {
    return Json.Members.of(
        Map.of(
            "keyId", new Json.Text(key.keyId()),
            "algorithm", new Json.Text(Signature.ALGORITHM),
            "publicKey", new Json.Text(key.publicKey())));
  }
}
