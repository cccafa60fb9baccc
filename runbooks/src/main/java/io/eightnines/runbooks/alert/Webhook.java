package io.eightnines.runbooks.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Alertmanager posted: the alerts that fire now, those that have ended left out.
 *
 * @see <a
 *     href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook</a>
 */
public record Webhook(List<Firing> firing) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many as a group of alerts that is about regions can sensibly have. */
  private static final int MAX_ALERTS = 1000;

  /**
   * An alert that fires.
   *
   * @param region the value of the label that names one; empty if there is no such label
   */
  public record Firing(String alert, String region) {}

  public Webhook {
    firing = List.copyOf(firing);
  }

  /**
   * Reads a body.
   *
   * @param label name of the label that names a region
   * @throws IllegalArgumentException if it is anything else; the message names the field
   */
  public static Webhook parse(byte[] body, String label) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is no JSON, expected Alertmanager's webhook", e);
    }
    String version = root == null ? "" : root.path("version").asText("");
    if (root == null || !version.equals("4")) {
      throw new IllegalArgumentException("version is '" + version + "', expected '4'");
    }
    JsonNode alerts = root.path("alerts");
    if (!alerts.isArray() || alerts.size() > MAX_ALERTS) {
      throw new IllegalArgumentException(
          "alerts has %d entries, expected a list of 0 to %d".formatted(alerts.size(), MAX_ALERTS));
    }
    List<Firing> firing = new ArrayList<>();
    for (JsonNode each : alerts) {
      if (each.path("status").asText().equals("firing")) {
        JsonNode labels = each.path("labels");
        firing.add(new Firing(labels.path("alertname").asText(""), labels.path(label).asText("")));
      }
    }
    return new Webhook(firing);
  }
}
