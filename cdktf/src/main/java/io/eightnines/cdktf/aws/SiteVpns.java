package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.customer_gateway.CustomerGateway;
import com.hashicorp.cdktf.providers.aws.vpn_connection.VpnConnection;
import com.hashicorp.cdktf.providers.aws.vpn_gateway.VpnGateway;
import com.hashicorp.cdktf.providers.aws.vpn_gateway_route_propagation.VpnGatewayRoutePropagation;
import io.eightnines.topology.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tunnels from a region to the sites: for each VPN device of a site one connection of two
 * tunnels, which end in different zones.
 *
 * <p>Routes come by BGP, so that a dead tunnel is left without anybody's doing. AWS makes up the
 * keys; they exist in the encrypted state and on the devices only.
 */
final class SiteVpns {
  /**
   * The sites' number in BGP, one for all: a site refuses a route that has already passed this
   * number, and so the cloud never becomes a way from one site to another.
   */
  static final int SITES_ASN = 65010;

  /** A region's own number in BGP. */
  static final int REGION_ASN = 64512;

  private final List<VpnConnection> connections = new ArrayList<>();

  SiteVpns(TerraformStack stack, RegionNetwork network, List<Site> sites) {
    var gateway =
        VpnGateway.Builder.create(stack, "vpn")
            .vpcId(network.vpcId())
            .amazonSideAsn(String.valueOf(REGION_ASN))
            .build();
    VpnGatewayRoutePropagation.Builder.create(stack, "site-routes")
        .vpnGatewayId(gateway.getId())
        .routeTableId(network.privateRoutesId())
        .build();
    for (var site : sites) {
      for (int i = 0; i < site.vpnPeers().size(); i++) {
        var id = "site-" + site.id() + "-" + i;
        var device =
            CustomerGateway.Builder.create(stack, id)
                .type("ipsec.1")
                .bgpAsn(String.valueOf(SITES_ASN))
                .ipAddress(site.vpnPeers().get(i).toString())
                .tags(Map.of("Name", id))
                .build();
        connections.add(connection(stack, id, gateway, device));
      }
    }
  }

  List<VpnConnection> connections() {
    return connections;
  }

  private static VpnConnection connection(
      TerraformStack stack, String id, VpnGateway gateway, CustomerGateway device) {
    return VpnConnection.Builder.create(stack, "tunnels-" + id)
        .type("ipsec.1")
        .vpnGatewayId(gateway.getId())
        .customerGatewayId(device.getId())
        .staticRoutesOnly(false)
        .tunnel1IkeVersions(List.of("ikev2"))
        .tunnel2IkeVersions(List.of("ikev2"))
        .tunnel1DpdTimeoutAction("restart")
        .tunnel2DpdTimeoutAction("restart")
        .tags(Map.of("Name", id))
        .build();
  }
}
