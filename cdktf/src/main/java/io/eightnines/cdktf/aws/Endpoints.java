package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import io.eightnines.topology.Region;
import java.util.List;

/**
 * The doors from a region's private subnets to the few interfaces of AWS that a starting task
 * needs: its image, its configuration and its log.
 *
 * <p>They stand in for a NAT gateway: no task can reach anything else, and none depends on a way
 * through the internet.
 */
final class Endpoints {
  private static final List<String> SERVICES =
      List.of("ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager");

  Endpoints(TerraformStack stack, Region region, RegionNetwork network, Walls walls) {
    var prefix = "com.amazonaws." + region.location().providerRegion() + ".";
    for (var service : SERVICES) {
      VpcEndpoint.Builder.create(stack, "endpoint-" + service.replace('.', '-'))
          .vpcId(network.vpcId())
          .serviceName(prefix + service)
          .vpcEndpointType("Interface")
          .privateDnsEnabled(true)
          .subnetIds(network.privateSubnetIds())
          .securityGroupIds(walls.endpointIds())
          .build();
    }
    var s3 =
        VpcEndpoint.Builder.create(stack, "endpoint-s3")
            .vpcId(network.vpcId())
            .serviceName(prefix + "s3")
            .vpcEndpointType("Gateway")
            .routeTableIds(List.of(network.privateRoutesId()))
            .build();
    walls.letApiReach(s3.getPrefixListId());
  }
}
