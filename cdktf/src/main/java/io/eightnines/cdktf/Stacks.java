package io.eightnines.cdktf;

import com.hashicorp.cdktf.App;
import io.eightnines.cdktf.aws.AwsBeanstalkStack;
import io.eightnines.cdktf.aws.AwsRegionStack;
import io.eightnines.cdktf.aws.AwsServerlessStack;
import io.eightnines.cdktf.backup.AwsBackupStack;
import io.eightnines.cdktf.backup.GcpBackupStack;
import io.eightnines.cdktf.dns.CloudDnsStack;
import io.eightnines.cdktf.dns.Route53Stack;
import io.eightnines.cdktf.edge.EdgeStack;
import io.eightnines.cdktf.google.GcpRegionStack;
import io.eightnines.cdktf.observability.ObservabilityStack;
import io.eightnines.cdktf.state.AwsStateStack;
import io.eightnines.cdktf.state.GcpStateStack;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Image;
import io.eightnines.topology.Organisation;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Topology;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which stacks a topology needs: some for each region, some once for each cloud. Those of a cloud
 * keep their state in its first region.
 */
record Stacks(App app, Topology topology) {
  void declare() {
    places(Cloud.AWS).forEach(place -> new AwsStateStack(app, organisation(), place));
    places(Cloud.GCP).forEach(place -> new GcpStateStack(app, organisation(), place));
    for (var region : topology.regions()) {
      if (region.cloud() == Cloud.AWS) {
        new AwsRegionStack(app, organisation(), region, topology.sites(), image());
      }
      region.shapes().forEach(shape -> declare(region, shape));
    }
    places(Cloud.AWS).findFirst().ifPresent(this::onceOnAws);
    places(Cloud.GCP).findFirst().ifPresent(this::onceOnGoogle);
  }

  private void declare(Region region, Shape shape) {
    switch (region.cloud()) {
      case AWS -> onAws(region, shape);
      case GCP -> onGoogle(region, shape);
      case LOCAL -> {} // its stack needs no topology
    }
  }

  private void onceOnAws(String place) {
    new Route53Stack(app, topology, place);
    new AwsBackupStack(app, topology, place);
    new EdgeStack(app, topology, place);
    new ObservabilityStack(app, topology, place);
  }

  private void onceOnGoogle(String place) {
    new CloudDnsStack(app, topology, place);
    new GcpBackupStack(app, topology, place);
  }

  private void onAws(Region region, Shape shape) {
    switch (shape) {
      case Shape.Container _, Shape.SpotContainer _ -> {} // of the region's own stack
      case Shape.Serverless functions -> new AwsServerlessStack(app, topology, region, functions);
      case Shape.Beanstalk machines -> new AwsBeanstalkStack(app, topology, region, machines);
      case Shape.Kubernetes _ -> {} // no stack: a manifest
      case Shape.Instance _ ->
          throw refusal(
              region, shape, "container, spot-container, serverless, beanstalk or kubernetes");
    }
  }

  private void onGoogle(Region region, Shape shape) {
    switch (shape) {
      case Shape.Serverless _ ->
          new GcpRegionStack(app, organisation(), region, shape, topology.sites(), image());
      case Shape.Kubernetes _ -> {} // no stack: a manifest
      case Shape.Container _, Shape.SpotContainer _, Shape.Beanstalk _, Shape.Instance _ ->
          throw refusal(region, shape, "serverless or kubernetes");
    }
  }

  private static IllegalArgumentException refusal(Region region, Shape shape, String expected) {
    return new IllegalArgumentException(
        "region %s: kind: %s; expected one that is synthesised on %s: %s"
            .formatted(region.id(), shape.kind(), region.cloud().word(), expected));
  }

  private Stream<String> places(Cloud cloud) {
    return topology.regions().stream()
        .filter(region -> region.cloud() == cloud)
        .map(region -> region.location().providerRegion())
        .distinct();
  }

  private Organisation organisation() {
    return topology.organisation();
  }

  private Image image() {
    return Objects.requireNonNull(topology.fleet().image(), "image");
  }
}
