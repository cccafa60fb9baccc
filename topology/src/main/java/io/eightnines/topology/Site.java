package io.eightnines.topology;

import java.util.List;

/**
 * A place on the premises with generators and the gateways in front of them.
 *
 * @param id our name for it, as it stands in each draw
 * @param cidr the site's network, which no region and no other site overlaps
 * @param gateways addresses of its gateways, one to sixteen, all in its network
 * @param vpnPeers public addresses of its VPN devices; needed as soon as a region is in a cloud
 */
public record Site(String id, Cidr cidr, List<Address> gateways, List<Address> vpnPeers) {
  public Site {
    gateways = List.copyOf(gateways);
    vpnPeers = List.copyOf(vpnPeers);
    var rules =
        new Rules()
            .label("id", id)
            .size("gateways", gateways, 1, 16)
            .size("vpnPeers", vpnPeers, 0, 4);
    for (int i = 0; i < gateways.size(); i++) {
      rules.need(
          cidr.contains(gateways.get(i)),
          "gateways[" + i + "]",
          gateways.get(i),
          "an address in the site's " + cidr);
    }
    for (int i = 0; i < vpnPeers.size(); i++) {
      rules.need(
          !cidr.contains(vpnPeers.get(i)),
          "vpnPeers[" + i + "]",
          vpnPeers.get(i),
          "a public address, outside the site's own " + cidr);
    }
    rules.keep();
  }
}
