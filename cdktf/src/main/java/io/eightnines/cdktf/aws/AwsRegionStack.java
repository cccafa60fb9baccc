package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformStack;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Image;
import io.eightnines.topology.Organisation;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Site;
import java.util.List;
import software.constructs.Construct;

/**
 * A region on AWS: network, tunnels to every site, the copy of the image, and, where the topology
 * asks for them, containers on Fargate in each of the zones. The region's other shapes are stacks
 * that stand on this one.
 */
public final class AwsRegionStack extends TerraformStack {
  /**
   * The certificate is made elsewhere: its name is in the zone of the failover daemons, where
   * Terraform can write no proof of ownership.
   */
  static final Setting CERTIFICATE =
      new Setting(
          "certificate_arn",
          "arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/[a-f0-9-]{36}",
          "The certificate of the service's name, in this region.");

  /**
   * @param image what the tasks run
   * @throws IllegalArgumentException if the region's network cannot be divided
   */
  public AwsRegionStack(
      Construct scope, Organisation organisation, Region region, List<Site> sites, Image image) {
    super(scope, "region-" + region.id());
    var place = region.location().providerRegion();
    new RemoteState(organisation, place).inS3(this, getNode().getId());
    AwsStack.in(this, organisation, place);

    var key = new RegionKey(this, place, "Logs, secrets, images and alarms of " + region.id());
    var network = new RegionNetwork(this, region);
    var walls = new Walls(this, network, sites);
    new Endpoints(this, region, network, walls);
    var vpns = new SiteVpns(this, network, sites);
    var parts = new TaskParts(this, region, image, key);
    var alarms = new Alarms(this, key);
    new RegionAlarms(alarms).watch(vpns);
    if (region.shapes().stream().anyMatch(AwsRegionStack::isContainer)) {
      runContainers(region, network, walls, parts, new RegionAlarms(alarms));
    }
    ground(network, walls, parts, key);
  }

  private void runContainers(
      Region region, RegionNetwork network, Walls walls, TaskParts parts, RegionAlarms alarms) {
    var balancer = new Balancer(this, region, network, walls, CERTIFICATE.in(this));
    alarms.watch(balancer, region);
    var containers = new Containers(this, region);
    for (var shape : region.shapes()) {
      if (isContainer(shape)) {
        var service = containers.run(shape.kind(), shape, parts, network, walls, balancer);
        Autoscaling.of(this, service, shape, containers.clusterName(), balancer);
        alarms.watch(service, containers.clusterName());
      }
    }
  }

  /** What the stacks of the region's other shapes stand on. */
  private void ground(RegionNetwork network, Walls walls, TaskParts parts, RegionKey key) {
    output("network_id", network.vpcId());
    output("private_subnet_ids", network.privateSubnetIds());
    output("public_subnet_ids", network.publicSubnetIds());
    output("api_security_group_id", walls.apiIds().getFirst());
    output("balancer_security_group_id", walls.balancerIds().getFirst());
    output("image_repository_url", parts.imageRepository());
    output("configuration_arn", parts.configurationArn());
    output("key_arn", key.arn());
  }

  private void output(String name, Object value) {
    TerraformOutput.Builder.create(this, name).value(value).build();
  }

  private static boolean isContainer(Shape shape) {
    return shape instanceof Shape.Container || shape instanceof Shape.SpotContainer;
  }
}
