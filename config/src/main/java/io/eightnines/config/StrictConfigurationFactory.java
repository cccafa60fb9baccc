package io.eightnines.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.eightnines.config.InvalidConfiguration.Fault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Builds a configuration from a YAML file and refuses it whole when any key is unknown, given twice
 * or out of bounds.
 *
 * <p>Install with {@code
 * bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new)}.
 *
 * @param <T> the program's configuration, validated with Jakarta Bean Validation
 */
public final class StrictConfigurationFactory<T> implements ConfigurationFactory<T> {
  /** A thousand times the largest configuration in use; a larger file is a mistake or an attack. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_SHOWN_CHARACTERS = 60;

  private final Class<T> type;
  private final Validator validator;
  private final ObjectMapper mapper;

  /** The shape that Dropwizard's {@code ConfigurationFactoryFactory} asks for. */
  public StrictConfigurationFactory(
      Class<T> type, Validator validator, ObjectMapper mapper, String unusedPropertyPrefix) {
    this.type = type;
    this.validator = validator;
    this.mapper =
        mapper
            .copyWith(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }

  @Override
  public T build(ConfigurationSourceProvider provider, String path)
      throws IOException, ConfigurationException {
    String text = read(provider, path);
    YamlOutline outline = YamlOutline.of(text);
    if (!outline.faults().isEmpty()) {
      throw new InvalidConfiguration(path, outline.faults());
    }
    T configuration = bind(path, text, outline);
    List<Fault> faults = violations(configuration, outline);
    if (!faults.isEmpty()) {
      throw new InvalidConfiguration(path, faults);
    }
    return configuration;
  }

  /** There is no configuration without a file: a program that starts on guesses is not trusted. */
  @Override
  public T build() throws ConfigurationException {
    throw new InvalidConfiguration("(no file)", "a configuration file must be named");
  }

  private static String read(ConfigurationSourceProvider provider, String path)
      throws IOException, InvalidConfiguration {
    try (InputStream in = provider.open(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InvalidConfiguration(
            path, "the file is larger than " + MAX_BYTES + " bytes, expected at most that");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private T bind(String path, String text, YamlOutline outline) throws InvalidConfiguration {
    try {
      return mapper.readValue(text, type);
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidConfiguration(path, List.of(unknownKey(e, outline)));
    } catch (JsonMappingException e) {
      throw new InvalidConfiguration(path, List.of(wrongValue(e, text, outline)));
    } catch (JsonProcessingException e) {
      throw new InvalidConfiguration(
          path, List.of(new Fault(e.getLocation().getLineNr(), e.getOriginalMessage())));
    }
  }

  private static Fault unknownKey(UnrecognizedPropertyException e, YamlOutline outline) {
    String at = pathOf(e);
    String known =
        e.getKnownPropertyIds() == null
            ? "none"
            : e.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(joining(", "));
    return new Fault(outline.lineOf(at), at + ": unknown key, expected one of " + known);
  }

  private Fault wrongValue(JsonMappingException e, String text, YamlOutline outline) {
    String at = pathOf(e);
    Throwable root = e.getCause() == null ? e : e.getCause();
    String reason = root instanceof JsonProcessingException j ? j.getOriginalMessage() : text(root);
    return new Fault(outline.lineOf(at), subject(at, valueAt(e, text)) + reason);
  }

  private static String subject(String path, String value) {
    return (path.isEmpty() ? "the file" : path) + (value.isEmpty() ? ": " : " is " + value + ": ");
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private List<Fault> violations(T configuration, YamlOutline outline) {
    Set<ConstraintViolation<T>> violations = validator.validate(configuration);
    return violations.stream()
        .map(violation -> violated(violation, outline))
        .sorted(Comparator.comparingInt(Fault::line).thenComparing(Fault::problem))
        .toList();
  }

  private static Fault violated(ConstraintViolation<?> violation, YamlOutline outline) {
    String at = violation.getPropertyPath().toString();
    Object value = violation.getInvalidValue();
    boolean scalar = value instanceof Number || value instanceof CharSequence;
    String shown = value == null ? "missing" : scalar ? shorten(value.toString()) : "";
    return new Fault(outline.lineOf(at), subject(at, shown) + violation.getMessage());
  }

  private String valueAt(JsonMappingException e, String text) {
    try {
      JsonNode node = mapper.readTree(text);
      for (JsonMappingException.Reference step : e.getPath()) {
        node =
            step.getFieldName() == null
                ? node.path(step.getIndex())
                : node.path(step.getFieldName());
      }
      return node.isValueNode() ? shorten(node.asText()) : "";
    } catch (JsonProcessingException unreadable) {
      return "";
    }
  }

  private static String shorten(String value) {
    return value.length() <= MAX_SHOWN_CHARACTERS
        ? value
        : value.substring(0, MAX_SHOWN_CHARACTERS) + "…";
  }

  private static String pathOf(JsonMappingException e) {
    String path = "";
    for (JsonMappingException.Reference step : e.getPath()) {
      path =
          step.getFieldName() == null
              ? path + "[" + step.getIndex() + "]"
              : YamlOutline.child(path, step.getFieldName());
    }
    return path;
  }
}
