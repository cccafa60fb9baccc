package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.compute_external_vpn_gateway.ComputeExternalVpnGateway;
import com.hashicorp.cdktf.providers.google.compute_external_vpn_gateway.ComputeExternalVpnGatewayInterface;
import com.hashicorp.cdktf.providers.google.compute_ha_vpn_gateway.ComputeHaVpnGateway;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_router.ComputeRouter;
import com.hashicorp.cdktf.providers.google.compute_router.ComputeRouterBgp;
import com.hashicorp.cdktf.providers.google.compute_router_interface.ComputeRouterInterface;
import com.hashicorp.cdktf.providers.google.compute_router_peer.ComputeRouterPeer;
import com.hashicorp.cdktf.providers.google.compute_vpn_tunnel.ComputeVpnTunnel;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * The tunnels from a region to the sites: an HA VPN gateway with two interfaces, and for each site
 * a tunnel from each of them, with routes by BGP.
 */
final class SiteTunnels {
  /** The sites' number in BGP, as on AWS: one for all, so that no site reaches another this way. */
  private static final int SITES_ASN = 65010;

  private static final int REGION_ASN = 64514;
  private static final int INTERFACES = 2;

  /** Addresses inside tunnels (RFC 3927); AWS takes its own from the lower half of the block. */
  private static final String INSIDE = "169.254.%d.%d";

  private static final int FIRST_INSIDE = 128;

  private final TerraformStack stack;
  private final String region;
  private final ComputeHaVpnGateway gateway;
  private final ComputeRouter router;

  SiteTunnels(TerraformStack stack, String region, ComputeNetwork network) {
    this.stack = stack;
    this.region = region;
    gateway =
        ComputeHaVpnGateway.Builder.create(stack, "vpn")
            .name(stack.getNode().getId())
            .region(region)
            .network(network.getId())
            .build();
    router =
        ComputeRouter.Builder.create(stack, "router")
            .name(stack.getNode().getId())
            .region(region)
            .network(network.getId())
            .bgp(ComputeRouterBgp.builder().asn(REGION_ASN).build())
            .build();
  }

  /** Connects to the sites; a site's place in the list gives its tunnels' inside addresses. */
  void to(List<Site> sites) {
    for (int i = 0; i < sites.size(); i++) {
      to(sites.get(i), FIRST_INSIDE + i);
    }
  }

  private void to(Site site, int inside) {
    var secret =
        new Setting(
                "tunnel_key_" + site.id().replace('-', '_'),
                "[ -~]{32,128}",
                "The key shared with the VPN devices of site " + site.id() + "; a secret.")
            .secretIn(stack);
    var peers = site.vpnPeers();
    var interfaces = new ArrayList<ComputeExternalVpnGatewayInterface>();
    for (int i = 0; i < Math.min(peers.size(), INTERFACES); i++) {
      interfaces.add(
          ComputeExternalVpnGatewayInterface.builder()
              .id(i)
              .ipAddress(peers.get(i).toString())
              .build());
    }
    var devices =
        ComputeExternalVpnGateway.Builder.create(stack, "site-" + site.id())
            .name(site.id())
            .redundancyType(
                interfaces.size() == 1 ? "SINGLE_IP_INTERNALLY_REDUNDANT" : "TWO_IPS_REDUNDANCY")
            .interfaceValue(interfaces)
            .build();
    for (int i = 0; i < INTERFACES; i++) {
      tunnel(site, i, i % interfaces.size(), devices, secret, inside);
    }
  }

  private void tunnel(
      Site site, int own, int peer, ComputeExternalVpnGateway devices, String secret, int inside) {
    var name = site.id() + "-" + own;
    var tunnel =
        ComputeVpnTunnel.Builder.create(stack, "tunnel-" + name)
            .name(name)
            .region(region)
            .vpnGateway(gateway.getId())
            .vpnGatewayInterface(own)
            .peerExternalGateway(devices.getId())
            .peerExternalGatewayInterface(peer)
            .ikeVersion(2)
            .router(router.getId())
            .sharedSecret(secret)
            .build();
    var ours = INSIDE.formatted(inside, 4 * own + 1);
    var theirs = INSIDE.formatted(inside, 4 * own + 2);
    var end =
        ComputeRouterInterface.Builder.create(stack, "end-" + name)
            .name(name)
            .region(region)
            .router(router.getName())
            .ipRange(ours + "/30")
            .vpnTunnel(tunnel.getName())
            .build();
    ComputeRouterPeer.Builder.create(stack, "peer-" + name)
        .name(name)
        .region(region)
        .router(router.getName())
        .interfaceValue(end.getName())
        .peerAsn(SITES_ASN)
        .peerIpAddress(theirs)
        .build();
  }
}
