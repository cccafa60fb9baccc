package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Image;
import io.eightnines.topology.Organisation;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Site;
import java.util.List;
import software.constructs.Construct;

/** A region on Google Cloud that runs the API on Cloud Run, with tunnels to every site. */
public final class GcpRegionStack extends TerraformStack {
  /** Made elsewhere, as on AWS: the service's name is in the zone of the failover daemons. */
  private static final Setting CERTIFICATE =
      new Setting(
          "certificate",
          "projects/[a-z0-9-]+/global/sslCertificates/[a-z0-9-]+",
          "The certificate of the service's name.");

  public GcpRegionStack(
      Construct scope,
      Organisation organisation,
      Region region,
      Shape shape,
      List<Site> sites,
      Image image) {
    super(scope, "region-" + region.id());
    var place = region.location().providerRegion();
    var name = region.id().text();
    new RemoteState(organisation, place).inGcs(this, getNode().getId());
    var google = GoogleStack.in(this, organisation, place);

    var key =
        new GoogleKey(this, place, List.of("gcp-sa-artifactregistry", "gcp-sa-secretmanager"));
    var network =
        ComputeNetwork.Builder.create(this, "network")
            .name(name)
            .autoCreateSubnetworks(false)
            .routingMode("REGIONAL")
            .build();
    var subnet =
        ComputeSubnetwork.Builder.create(this, "subnet")
            .name(name)
            .region(place)
            .network(network.getId())
            .ipCidrRange(region.network().cidr().toString())
            .privateIpGoogleAccess(true)
            .build();
    new SiteTunnels(this, place, network).to(sites);
    var balancer = new GoogleBalancer(this, name);
    balancer.to(
        new CloudRun(this, region).run(shape, image, google, subnet, key), CERTIFICATE.in(this));
  }
}
