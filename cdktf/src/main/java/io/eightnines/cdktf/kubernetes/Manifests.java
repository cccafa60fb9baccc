package io.eightnines.cdktf.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a region's Kubernetes is given, in the order in which it is to be made: the walls stand
 * before there is a pod.
 *
 * @param name of the file, without its ending
 */
public record Manifests(String name, List<Map<String, Object>> objects) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  public Manifests {
    objects = List.copyOf(objects);
  }

  /**
   * Those of every region that has the shape.
   *
   * @throws IllegalArgumentException if a region cannot have it
   */
  public static List<Manifests> of(Topology topology) {
    return topology.regions().stream()
        .filter(region -> region.shapes().stream().anyMatch(Shape.Kubernetes.class::isInstance))
        .map(region -> of(topology, region))
        .toList();
  }

  private static Manifests of(Topology topology, Region region) {
    var shape = only(region);
    if (region.cloud() == Cloud.GCP
        && region.shapes().stream().noneMatch(Shape.Serverless.class::isInstance)) {
      throw refusal(
          region, "kind: kubernetes; expected beside serverless, whose stack leads to the sites");
    }
    if (shape.count().min() < 2) {
      throw refusal(
          region,
          "kubernetes: min: %d; expected at least 2, or a zone takes all"
              .formatted(shape.count().min()));
    }
    var image = Objects.requireNonNull(topology.fleet().image(), "image");
    return new Manifests(
        region.id().text(),
        List.of(
            Label.namespace(),
            Reach.nobody(),
            Reach.api(topology.sites()),
            Steadiness.budget(),
            new Workload(region, shape, image).deployment(),
            new Steadiness(shape.count()).autoscaler(),
            Reach.service(region.cloud())));
  }

  private static Shape.Kubernetes only(Region region) {
    var shapes =
        region.shapes().stream()
            .filter(Shape.Kubernetes.class::isInstance)
            .map(Shape.Kubernetes.class::cast)
            .toList();
    if (shapes.size() > 1) {
      throw refusal(region, "kind: kubernetes; expected it once, for names would be the same");
    }
    return shapes.getFirst();
  }

  private static IllegalArgumentException refusal(Region region, String message) {
    return new IllegalArgumentException("region " + region.id() + ": " + message);
  }

  /** The objects as an array. */
  public ArrayNode json() {
    return YAML.valueToTree(objects);
  }

  /** The documents of a file. Keys are sorted: equal topologies give equal bytes. */
  public String text() {
    var text = new StringBuilder();
    objects.forEach(object -> text.append(document(object)));
    return text.toString();
  }

  private static String document(Map<String, Object> object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
