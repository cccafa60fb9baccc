package io.eightnines.cdktf.aws;

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
 * A region on AWS that runs the API as containers on Fargate, in each of its zones, with tunnels to
 * every site.
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
    var balancer = new Balancer(this, region, network, walls, CERTIFICATE.in(this));
    var alarms = new RegionAlarms(new Alarms(this, key));
    alarms.watch(balancer, region);
    alarms.watch(vpns);

    var containers = new Containers(this, region);
    var parts = new TaskParts(this, region, image, key);
    for (var shape : region.shapes()) {
      if (isFargate(shape)) {
        var service = containers.run(shape.kind(), shape, parts, network, walls, balancer);
        Autoscaling.of(this, service, shape, containers.clusterName(), balancer);
        alarms.watch(service, containers.clusterName());
      }
    }
  }

  /** Whether the shape is run by this stack. */
  public static boolean isFargate(Shape shape) {
    return shape instanceof Shape.Container || shape instanceof Shape.SpotContainer;
  }
}
