package io.eightnines.runbooks.cost;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One list price.
 *
 * @param key what it is for
 * @param region the provider's name of the region, or {@code global}
 * @param unit what one pays it for, in the singular
 * @param usd US dollars for one unit
 * @param date of the page that stated it, or {@code undated}
 * @param source the page, or null for a price that nobody has looked up
 */
public record Price(
    String key, String region, String unit, BigDecimal usd, String date, @Nullable String source) {
  public Price {
    if (usd.signum() <= 0) {
      throw new IllegalArgumentException(
          "price %s in %s: usd is %s, expected more than 0".formatted(key, region, usd));
    }
    if (!date.equals("undated") && !date.matches("20\\d\\d-\\d\\d-\\d\\d")) {
      throw new IllegalArgumentException(
          "price %s in %s: date is %s, expected a date or undated".formatted(key, region, date));
    }
  }

  /** The page on which it was seen. */
  public Optional<String> page() {
    return Optional.ofNullable(source);
  }

  /** Where it is from, in words. */
  public String provenance() {
    return page().map(page -> date + ", " + page).orElse("unverified");
  }
}
