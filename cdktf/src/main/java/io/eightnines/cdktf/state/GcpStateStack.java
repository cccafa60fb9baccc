package io.eightnines.cdktf.state;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketVersioning;
import io.eightnines.cdktf.google.GoogleKey;
import io.eightnines.cdktf.google.GoogleStack;
import io.eightnines.cdktf.google.SafeGoogleBucket;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Organisation;
import java.util.List;
import software.constructs.Construct;

/** The state of a region's stacks on Google Cloud: a bucket, which locks by itself. */
public final class GcpStateStack extends TerraformStack {
  public GcpStateStack(Construct scope, Organisation organisation, String providerRegion) {
    super(scope, "state-gcp-" + providerRegion);
    RemoteState.besideTheStack(this);
    GoogleStack.in(this, organisation, providerRegion);
    var key = new GoogleKey(this, providerRegion, List.of("gs-project-accounts"));
    SafeGoogleBucket.in(
            this, new RemoteState(organisation, providerRegion).bucket(), providerRegion, key)
        .versioning(StorageBucketVersioning.builder().enabled(true).build())
        .build();
  }
}
