package io.eightnines.cdktf.stack;

import io.eightnines.topology.Organisation;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every resource of a stack is tagged with: whose it is, and which stack made it. */
public final class Tags {
  /** The tags that this project adds to the organisation's own. */
  public static final Map<String, String> OURS =
      Map.of("managed_by", "terraform", "project", "eightnines");

  /** The tag that names the stack. */
  public static final String STACK = "stack";

  private Tags() {}

  /** The tags by name. The organisation's own do not replace ours. */
  public static SortedMap<String, String> of(Organisation organisation, String stack) {
    var tags = new TreeMap<>(organisation.tags());
    tags.putAll(OURS);
    tags.put(STACK, stack);
    return tags;
  }
}
