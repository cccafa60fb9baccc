package io.eightnines.cdktf.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An access policy in the notation of AWS. Keys are sorted: equal policies give equal text. */
public record Policy(List<Map<String, Object>> statements) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  public Policy {
    statements = List.copyOf(statements);
  }

  /** The policy that permits nothing. */
  public static Policy nothing() {
    return new Policy(List.of());
  }

  /** The policy of a role that a service of AWS may take on. */
  public static Policy assumedBy(String service) {
    return nothing()
        .and(
            Map.of(
                "Effect", "Allow",
                "Action", "sts:AssumeRole",
                "Principal", Map.of("Service", service)));
  }

  /** Also permits actions on resources. */
  public Policy allow(List<String> actions, List<String> resources) {
    return and(Map.of("Effect", "Allow", "Action", actions, "Resource", resources));
  }

  /** Also permits actions on resources under conditions. */
  public Policy allow(
      List<String> actions, List<String> resources, Map<String, Map<String, Object>> conditions) {
    return and(
        Map.of(
            "Effect", "Allow", "Action", actions, "Resource", resources, "Condition", conditions));
  }

  /** Also has this statement. */
  public Policy and(Map<String, Object> statement) {
    var more = new ArrayList<>(statements);
    more.add(new TreeMap<>(statement));
    return new Policy(more);
  }

  /** The policy as text. */
  public String json() {
    return json(Map.of("Version", "2012-10-17", "Statement", statements));
  }

  /** Any value as JSON with sorted keys, for arguments that Terraform takes as text. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
