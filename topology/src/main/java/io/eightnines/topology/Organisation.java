package io.eightnines.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whose topology it is.
 *
 * @param name part of the names of what must be unique in a cloud, such as buckets
 * @param zone the organisation's own DNS zone, at a DNS provider
 * @param tags put on everything that can bear tags, in the order of the file; keys and values are
 *     what both clouds take: letters in lower case, digits, hyphens and underscores
 */
public record Organisation(String name, DomainName zone, Map<String, String> tags) {
  /** Google Cloud's bound is 64 labels and AWS's is 50 tags; the stacks add a few of their own. */
  private static final int MAX_TAGS = 40;

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern VALUE = Pattern.compile("[a-z0-9_-]{1,63}");

  public Organisation {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    var rules = new Rules().label("name", name);
    rules.need(tags.size() <= MAX_TAGS, "tags", tags.size() + " of them", "at most " + MAX_TAGS);
    tags.forEach((key, value) -> {
      rules.need(
          KEY.matcher(key).matches(),
          "tags",
          key,
          "keys of 1 to 63 lower-case letters, digits, - and _, beginning with a letter");
      rules.need(
          VALUE.matcher(value).matches(),
          Problem.join("tags", key),
          value,
          "1 to 63 lower-case letters, digits, - and _");
    });
    rules.keep();
  }
}
