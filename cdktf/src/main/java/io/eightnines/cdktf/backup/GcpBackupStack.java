package io.eightnines.cdktf.backup;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRule;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleAction;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleCondition;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketRetentionPolicy;
import com.hashicorp.cdktf.providers.google.storage_bucket_iam_binding.StorageBucketIamBinding;
import io.eightnines.cdktf.google.GoogleKey;
import io.eightnines.cdktf.google.GoogleStack;
import io.eightnines.cdktf.google.SafeGoogleBucket;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Topology;
import java.util.List;
import software.constructs.Construct;

/** Backups on Google Cloud Storage, under a locked retention policy. */
public final class GcpBackupStack extends TerraformStack {
  public GcpBackupStack(Construct scope, Topology topology, String providerRegion) {
    super(scope, "backup-gcp");
    var organisation = topology.organisation();
    new RemoteState(organisation, providerRegion).inGcs(this, getNode().getId());
    GoogleStack.in(this, organisation, providerRegion);
    var key = new GoogleKey(this, providerRegion, List.of("gs-project-accounts"));
    var bucket =
        SafeGoogleBucket.in(this, organisation.name() + "-eightnines-backup", providerRegion, key)
            .retentionPolicy(
                StorageBucketRetentionPolicy.builder()
                    .isLocked(true)
                    .retentionPeriod(topology.backups().lock().toSeconds())
                    .build())
            .lifecycleRule(
                List.of(
                    StorageBucketLifecycleRule.builder()
                        .action(StorageBucketLifecycleRuleAction.builder().type("Delete").build())
                        .condition(
                            StorageBucketLifecycleRuleCondition.builder()
                                .age(topology.backups().keep().toDays())
                                .build())
                        .build()))
            .build();
    var writer =
        ServiceAccount.Builder.create(this, "writer")
            .accountId("eightnines-backup-writer")
            .displayName("Adds backups, and neither reads nor removes any")
            .build();
    StorageBucketIamBinding.Builder.create(this, "writers")
        .bucket(bucket.getName())
        .role("roles/storage.objectCreator")
        .members(List.of("serviceAccount:" + writer.getEmail()))
        .build();
  }
}
