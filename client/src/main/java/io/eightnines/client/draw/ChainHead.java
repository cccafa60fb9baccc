package io.eightnines.client.draw;

import io.eightnines.client.json.CanonicalJson;
import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Fields;
import io.eightnines.client.json.Json;
import io.eightnines.client.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a chain ends: its last draw, which the next request names as previous.
 *
 * @param length how many draws the chain has, at least 1
 */
public record ChainHead(CustomerId customer, ChainName chain, DrawId head, long length) {

  private static final int MAX_BYTES = 1024;

  public ChainHead {
    if (length < 1) {
      throw new IllegalArgumentException("length %d: expected at least 1".formatted(length));
    }
  }

  /** This head as JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(
        Json.Members.of(
            Map.of(
                "chain", new Json.Text(chain.value()),
                "customer", new Json.Text(customer.value()),
                "head", new Json.Text(head.value()),
                "length", new Json.Whole(length))));
  }

  /** Reads what {@link #toJson} wrote; empty if it is something else. */
  public static Optional<ChainHead> read(byte[] bytes) {
    List<FieldError> errors = new ArrayList<>();
    return StrictJson.read(bytes, MAX_BYTES) instanceof StrictJson.Value value
        ? Fields.of(value.json(), errors).flatMap(ChainHead::read).filter(head -> errors.isEmpty())
        : Optional.empty();
  }

  private static Optional<ChainHead> read(Fields fields) {
    var customer = fields.text("customer", CustomerId::isValid, CustomerId::new, "");
    var chain = fields.text("chain", ChainName::isValid, ChainName::new, "");
    var head = fields.text("head", DrawId::isValid, DrawId::new, "");
    var length = fields.whole("length", 1, Json.MAX_WHOLE);
    fields.refuseOthers();
    if (customer.isEmpty() || chain.isEmpty() || head.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ChainHead(customer.get(), chain.get(), head.get(), length.get()));
  }
}
