package io.eightnines.failover.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanReason;
import io.eightnines.failover.vote.ObserverId;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * The written form of commands, states and plans: JSON, members in a fixed order, the same bytes
 * for the same value. Values are read back through their own constructors, so that what is out of
 * bounds is refused; names and addresses are never looked up.
 */
public final class Notation {
  /** A ballot on a hundred endpoints fits; more is not ours. */
  public static final int MAX_COMMAND_BYTES = 64 << 10;

  /** Which alternative of a sealed interface a value is, as {@code is}. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Alternative {}

  private static final ObjectMapper JSON = mapper();

  private Notation() {}

  public static byte[] write(Command command) {
    return bytes(Command.class, command);
  }

  public static byte[] write(State state) {
    return bytes(State.class, state);
  }

  public static byte[] write(Plan plan) {
    return bytes(Plan.class, plan);
  }

  /**
   * A command from its written form.
   *
   * @throws IOException if these are not the bytes of a command within its bounds
   */
  public static Command readCommand(byte[] bytes) throws IOException {
    if (bytes.length > MAX_COMMAND_BYTES) {
      throw new IOException(
          "a command has %d bytes, expected at most %d".formatted(bytes.length, MAX_COMMAND_BYTES));
    }
    Command command = read(bytes, Command.class);
    if (!Arrays.equals(JSON.writerFor(Command.class).writeValueAsBytes(command), bytes)) {
      throw new IOException("a command is not in the one form in which it is written");
    }
    return command;
  }

  /**
   * A state from its written form.
   *
   * @throws IOException if these are not the bytes of a state
   */
  public static State readState(byte[] bytes) throws IOException {
    return read(bytes, State.class);
  }

  private static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    T value = JSON.readValue(bytes, type);
    if (value == null) {
      throw new IOException("null is no " + type.getSimpleName());
    }
    return value;
  }

  private static <T> byte[] bytes(Class<T> type, T value) {
    try {
      return JSON.writerFor(type).writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every value of " + type + " can be written", e);
    }
  }

  static ObjectMapper json() {
    return JSON;
  }

  private static ObjectMapper mapper() {
    SimpleModule names = new SimpleModule("names");
    named(names, EndpointId.class, EndpointId::toString, Notation::endpoint);
    named(names, ObserverId.class, ObserverId::name, ObserverId::new);
    named(names, RegionId.class, RegionId::name, RegionId::new);
    named(names, Operator.class, Operator::name, Operator::new);
    named(names, InetAddress.class, InetAddress::getHostAddress, InetAddress::ofLiteral);
    named(
        names,
        Weight.class,
        weight -> Integer.toString(weight.value()),
        text -> new Weight(Integer.parseInt(text)));
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), names)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY);
    alternatives(builder, Command.class);
    alternatives(builder, Intent.class);
    alternatives(builder, Order.Approval.class);
    alternatives(builder, PlanReason.class);
    ObjectMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build());
    return mapper;
  }

  private static void alternatives(JsonMapper.Builder builder, Class<?> sealed) {
    builder.addMixIn(sealed, Alternative.class);
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      builder.registerSubtypes(new NamedType(each, each.getSimpleName().toLowerCase(Locale.ROOT)));
    }
  }

  private static EndpointId endpoint(String text) {
    return new EndpointId(InetAddress.ofLiteral(text));
  }

  /** A value that is written as its name, and read by its constructor. */
  private static <T> void named(
      SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> value) {
    module.addSerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T each, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeString(text.apply(each));
          }
        });
    module.addKeySerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T each, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeFieldName(text.apply(each));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return value.apply(in.getText());
          }
        });
    module.addKeyDeserializer(
        type,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return value.apply(key);
          }
        });
  }
}
