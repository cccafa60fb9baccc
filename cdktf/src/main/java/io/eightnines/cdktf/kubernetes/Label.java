package io.eightnines.cdktf.kubernetes;

import java.util.Map;

/** What every object is called and found by. */
final class Label {
  /** The namespace, which holds nothing else. */
  static final String NAMESPACE = "eightnines";

  /** The name of everything that there is one of. */
  static final String API = "api";

  /** The labels that select the API's pods; nobody may change them once they are deployed. */
  static final Map<String, String> SELECTOR = Map.of("app.kubernetes.io/name", API);

  private static final Map<String, String> LABELS =
      Map.of(
          "app.kubernetes.io/name",
          API,
          "app.kubernetes.io/part-of",
          "eightnines",
          "app.kubernetes.io/managed-by",
          "eightnines-synthesis");

  private Label() {}

  /** The metadata of something in the namespace. */
  static Map<String, Object> named(String name) {
    return Map.of("name", name, "namespace", NAMESPACE, "labels", LABELS);
  }

  /** An object of a kind, called {@link #API}. */
  static Map<String, Object> object(String version, String kind, Map<String, Object> spec) {
    return object(version, kind, API, spec);
  }

  /** An object of a kind. */
  static Map<String, Object> object(
      String version, String kind, String name, Map<String, Object> spec) {
    return Map.of("apiVersion", version, "kind", kind, "metadata", named(name), "spec", spec);
  }

  /** The namespace itself. It refuses pods that could do more than the API needs. */
  static Map<String, Object> namespace() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Namespace",
        "metadata",
        Map.of(
            "name",
            NAMESPACE,
            "labels",
            Map.of(
                "app.kubernetes.io/part-of",
                "eightnines",
                "pod-security.kubernetes.io/enforce",
                "restricted")));
  }
}
