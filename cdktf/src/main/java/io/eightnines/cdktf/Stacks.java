package io.eightnines.cdktf;

import com.hashicorp.cdktf.App;
import io.eightnines.cdktf.aws.AwsRegionStack;
import io.eightnines.topology.Image;
import io.eightnines.topology.Region;
import io.eightnines.topology.Topology;
import java.util.Optional;

/** Which stacks a topology needs. */
record Stacks(App app, Topology topology) {
  void declare() {
    for (var region : topology.regions()) {
      switch (region.cloud()) {
        case AWS -> aws(region);
        case GCP -> {}
        case LOCAL -> {} // has a stack of its own kind, without a topology
      }
    }
  }

  private void aws(Region region) {
    if (region.shapes().stream().anyMatch(AwsRegionStack::isFargate)) {
      new AwsRegionStack(app, topology.organisation(), region, topology.sites(), image());
    }
  }

  private Image image() {
    return Optional.ofNullable(topology.fleet().image()).orElseThrow();
  }
}
