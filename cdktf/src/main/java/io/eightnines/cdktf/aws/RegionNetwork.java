package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.default_security_group.DefaultSecurityGroup;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import io.eightnines.topology.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The private network of a region: in each zone a public subnet for the load balancers and a
 * private one for the API.
 *
 * <p>The private subnets have no way to the internet, neither out nor in: what the API needs comes
 * through endpoints of the network ({@link Endpoints}) and the VPN ({@link SiteVpns}).
 */
final class RegionNetwork {
  private final Vpc vpc;
  private final RouteTable privateRoutes;
  private final List<Subnet> publicSubnets = new ArrayList<>();
  private final List<Subnet> privateSubnets = new ArrayList<>();

  RegionNetwork(TerraformStack stack, Region region) {
    var name = region.id().text();
    vpc =
        Vpc.Builder.create(stack, "network")
            .cidrBlock(region.network().cidr().toString())
            .enableDnsSupport(true)
            .enableDnsHostnames(true) // or the endpoints' private names would not resolve
            .tags(Map.of("Name", name))
            .build();
    // Without rules: nobody uses the group that AWS gives to what names none.
    DefaultSecurityGroup.Builder.create(stack, "default").vpcId(vpc.getId()).build();
    privateRoutes = routes(stack, "private", name);
    var publicRoutes = routes(stack, "public", name);
    var internet = InternetGateway.Builder.create(stack, "internet").vpcId(vpc.getId()).build();
    Route.Builder.create(stack, "to-internet")
        .routeTableId(publicRoutes.getId())
        .destinationCidrBlock("0.0.0.0/0")
        .gatewayId(internet.getId())
        .build();

    var blocks = Subnets.of(region);
    var zones = region.location().zones();
    for (int i = 0; i < zones.size(); i++) {
      var zone = zones.get(i);
      publicSubnets.add(
          subnet(stack, "public-" + zone, zone, blocks.publicOne(i).toString(), publicRoutes));
      privateSubnets.add(
          subnet(stack, "private-" + zone, zone, blocks.privateOne(i).toString(), privateRoutes));
    }
  }

  String vpcId() {
    return vpc.getId();
  }

  String privateRoutesId() {
    return privateRoutes.getId();
  }

  List<String> publicSubnetIds() {
    return publicSubnets.stream().map(Subnet::getId).toList();
  }

  List<String> privateSubnetIds() {
    return privateSubnets.stream().map(Subnet::getId).toList();
  }

  private RouteTable routes(TerraformStack stack, String kind, String region) {
    return RouteTable.Builder.create(stack, kind)
        .vpcId(vpc.getId())
        .tags(Map.of("Name", region + "-" + kind))
        .build();
  }

  private Subnet subnet(
      TerraformStack stack, String id, String zone, String block, RouteTable routes) {
    var subnet =
        Subnet.Builder.create(stack, id)
            .vpcId(vpc.getId())
            .availabilityZone(zone)
            .cidrBlock(block)
            .mapPublicIpOnLaunch(false)
            .tags(Map.of("Name", id))
            .build();
    RouteTableAssociation.Builder.create(stack, "routes-" + id)
        .subnetId(subnet.getId())
        .routeTableId(routes.getId())
        .build();
    return subnet;
  }
}
