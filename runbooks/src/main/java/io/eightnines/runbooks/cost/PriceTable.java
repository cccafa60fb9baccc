package io.eightnines.runbooks.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The list prices, each by what it is for and where. */
public final class PriceTable {
  static final String GLOBAL = "global";

  static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private record Place(String key, String region) {}

  private final Map<Place, Price> prices = new LinkedHashMap<>();

  /** Makes a table in which nothing has two prices. */
  PriceTable(List<Price> rows) {
    for (Price row : rows) {
      if (prices.put(new Place(row.key(), row.region()), row) != null) {
        throw new IllegalArgumentException(
            "price %s in %s is given twice, expected once".formatted(row.key(), row.region()));
      }
    }
  }

  /** The table of the repository. */
  public static PriceTable standard() {
    try (InputStream in = PriceTable.class.getResourceAsStream("prices.yml")) {
      return new PriceTable(
          YAML.readValue(Objects.requireNonNull(in), new TypeReference<List<Price>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("the price table cannot be read", e);
    }
  }

  /** The price in a region, or the one that holds everywhere. */
  public Optional<Price> find(String key, String region) {
    return Optional.ofNullable(prices.get(new Place(key, region)))
        .or(() -> Optional.ofNullable(prices.get(new Place(key, GLOBAL))));
  }

  /** All prices, in the order of the file. */
  public List<Price> all() {
    return List.copyOf(prices.values());
  }
}
