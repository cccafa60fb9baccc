package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import io.eightnines.topology.Site;
import java.util.List;

/**
 * Who may open a connection to whom in a region: the world to the balancer, the balancer to the
 * API, the API to the endpoints and to the gateways on the sites. Nothing else.
 */
final class Walls {
  /** Where the API listens, behind its own certificate. */
  static final int API_PORT = 8443;

  /** Where gateways listen on the sites. */
  static final int GATEWAY_PORT = 8443;

  private static final int HTTPS = 443;
  private static final String WORLD = "0.0.0.0/0";

  private final TerraformStack stack;
  private final SecurityGroup balancer;
  private final SecurityGroup api;
  private final SecurityGroup endpoints;

  Walls(TerraformStack stack, RegionNetwork network, List<Site> sites) {
    this.stack = stack;
    balancer = group("balancer", "Load balancer, open to the world", network);
    api = group("api", "API, open to the load balancer only", network);
    endpoints = group("endpoints", "AWS interfaces, open to the API only", network);
    fromWorld(HTTPS);
    fromWorld(80); // only ever answered by a redirect
    between("balancer-to-api", balancer, api, API_PORT);
    between("api-to-endpoints", api, endpoints, HTTPS);
    sites.forEach(this::toSite);
  }

  List<String> balancerIds() {
    return List.of(balancer.getId());
  }

  List<String> apiIds() {
    return List.of(api.getId());
  }

  List<String> endpointIds() {
    return List.of(endpoints.getId());
  }

  /** Also lets the API reach S3 through the gateway endpoint, where images keep their layers. */
  void letApiReach(String prefixListId) {
    VpcSecurityGroupEgressRule.Builder.create(stack, "api-to-s3")
        .securityGroupId(api.getId())
        .description("layers of images")
        .ipProtocol("tcp")
        .fromPort(HTTPS)
        .toPort(HTTPS)
        .prefixListId(prefixListId)
        .build();
  }

  private SecurityGroup group(String id, String description, RegionNetwork network) {
    return SecurityGroup.Builder.create(stack, id)
        .namePrefix(id + "-")
        .description(description)
        .vpcId(network.vpcId())
        .build();
  }

  private void fromWorld(int port) {
    VpcSecurityGroupIngressRule.Builder.create(stack, "world-to-balancer-" + port)
        .securityGroupId(balancer.getId())
        .description("game backends")
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .cidrIpv4(WORLD)
        .build();
  }

  private void between(String id, SecurityGroup from, SecurityGroup to, int port) {
    VpcSecurityGroupEgressRule.Builder.create(stack, id + "-out")
        .securityGroupId(from.getId())
        .description(id)
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .referencedSecurityGroupId(to.getId())
        .build();
    VpcSecurityGroupIngressRule.Builder.create(stack, id + "-in")
        .securityGroupId(to.getId())
        .description(id)
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .referencedSecurityGroupId(from.getId())
        .build();
  }

  private void toSite(Site site) {
    for (int i = 0; i < site.gateways().size(); i++) {
      VpcSecurityGroupEgressRule.Builder.create(stack, "api-to-" + site.id() + "-" + i)
          .securityGroupId(api.getId())
          .description("gateway of site " + site.id())
          .ipProtocol("tcp")
          .fromPort(GATEWAY_PORT)
          .toPort(GATEWAY_PORT)
          .cidrIpv4(site.gateways().get(i) + "/32")
          .build();
    }
  }
}
