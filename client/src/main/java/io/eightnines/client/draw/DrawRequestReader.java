package io.eightnines.client.draw;

import io.eightnines.client.json.FieldError;
import io.eightnines.client.json.Fields;
import io.eightnines.client.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request for a draw from bytes that anybody may have sent. */
public final class DrawRequestReader {

  private final Limits limits;

  /** A reader that refuses what exceeds {@code limits}. */
  public DrawRequestReader(Limits limits) {
    this.limits = limits;
  }

  /** What came of reading. */
  public sealed interface Reading {}

  /** The request may be drawn. */
  public record Accepted(DrawRequest request) implements Reading {}

  /** The request may not be drawn, for all these reasons. */
  public record Refused(List<FieldError> errors) implements Reading {
    public Refused {
      errors = List.copyOf(errors);
    }
  }

  /** Reads a request. */
  public Reading read(byte[] body) {
    StrictJson.Reading reading = StrictJson.read(body, limits.bodyBytes());
    if (reading instanceof StrictJson.Malformed malformed) {
      return new Refused(List.of(malformed.error()));
    }
    List<FieldError> errors = new ArrayList<>();
    Optional<DrawRequest> request =
        Fields.of(((StrictJson.Value) reading).json(), errors)
            .flatMap(fields -> {
              Optional<DrawRequest> read = request(fields, limits);
              fields.refuseOthers();
              return read;
            });
    return errors.isEmpty() ? new Accepted(request.orElseThrow()) : new Refused(errors);
  }

  /** Reads the members of a request; empty if one of them was refused. */
  static Optional<DrawRequest> request(Fields fields, Limits limits) {
    Optional<ChainName> chain =
        fields.text("chain", ChainName::isValid, ChainName::new, ChainName.EXPECTED);
    // Null asks for a chain's first draw, so forgetting the field must not mean the same.
    boolean first = fields.isNull("previous");
    Optional<DrawId> previous =
        first
            ? Optional.empty()
            : fields.text("previous", DrawId::isValid, DrawId::new, "null or " + DrawId.EXPECTED);
    Optional<Tag> tag =
        fields.has("tag")
            ? fields.text("tag", Tag::isValid, Tag::new, Tag.EXPECTED)
            : Optional.of(Tag.NONE);
    Optional<Spec> spec = fields.members("spec").flatMap(new SpecReader(limits)::read);
    if (chain.isEmpty() || (!first && previous.isEmpty()) || tag.isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new DrawRequest(chain.get(), previous.orElse(null), tag.get(), spec.get()));
  }
}
