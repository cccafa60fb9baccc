package io.eightnines.cdktf.provider;

import io.eightnines.cdktf.provider.Schema.Attribute;
import io.eightnines.cdktf.provider.Schema.Block;
import io.eightnines.cdktf.provider.Schema.Nested;
import io.eightnines.cdktf.provider.Schema.Presence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of protocol buffers, as far as a schema needs it: numbers, bytes and
 * messages in messages. Field numbers are those of Terraform's {@code tfplugin5.proto}.
 */
final class Wire {
  private static final int LIST = 2; // NestedBlock.NestingMode

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Wire() {}

  /** The message {@code GetProviderSchema.Response}. */
  static byte[] response(Schema schema) {
    var response = new Wire().field(1, versioned(schema.provider()));
    schema.resources().forEach((name, block) -> response.field(2, entry(name, block)));
    schema.data().forEach((name, block) -> response.field(3, entry(name, block)));
    return response.toBytes();
  }

  private static Wire entry(String name, Block block) {
    return new Wire().field(1, name).field(2, versioned(block));
  }

  private static Wire versioned(Block block) {
    return new Wire().field(2, block(block));
  }

  private static Wire block(Block block) {
    var message = new Wire();
    block.attributes().forEach(attribute -> message.field(2, attribute(attribute)));
    block.blocks().forEach(nested -> message.field(3, nested(nested)));
    return message;
  }

  private static Wire attribute(Attribute attribute) {
    var presence = attribute.presence();
    var both = presence == Presence.OPTIONAL_OR_COMPUTED;
    return new Wire()
        .field(1, attribute.name())
        .field(2, attribute.type().toString())
        .field(4, presence == Presence.REQUIRED ? 1 : 0)
        .field(5, both || presence == Presence.OPTIONAL ? 1 : 0)
        .field(6, both || presence == Presence.COMPUTED ? 1 : 0);
  }

  private static Wire nested(Nested nested) {
    return new Wire()
        .field(1, nested.name())
        .field(2, block(nested.block()))
        .field(3, LIST)
        .field(4, nested.least())
        .field(5, nested.most());
  }

  private Wire field(int number, int value) {
    if (value != 0) { // 0 is what an absent field means
      varint(number << 3);
      varint(value);
    }
    return this;
  }

  private Wire field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private Wire field(int number, Wire message) {
    return field(number, message.toBytes());
  }

  private Wire field(int number, byte[] content) {
    varint((number << 3) | 2);
    varint(content.length);
    bytes.writeBytes(content);
    return this;
  }

  private void varint(int value) {
    var rest = value;
    while (rest > 0x7f) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  private byte[] toBytes() {
    return bytes.toByteArray();
  }
}
