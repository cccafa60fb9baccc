package io.eightnines.cdktf.backup;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfiguration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleFilter;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleDefaultRetentionA;
import io.eightnines.cdktf.aws.AwsStack;
import io.eightnines.cdktf.aws.RegionKey;
import io.eightnines.cdktf.aws.SafeBucket;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Topology;
import java.util.List;
import software.constructs.Construct;

/** Backups on S3, under an object lock in compliance mode. */
public final class AwsBackupStack extends TerraformStack {
  public AwsBackupStack(Construct scope, Topology topology, String providerRegion) {
    super(scope, "backup-aws");
    var organisation = topology.organisation();
    new RemoteState(organisation, providerRegion).inS3(this, getNode().getId());
    AwsStack.in(this, organisation, providerRegion);
    var key = new RegionKey(this, providerRegion, "Backups");
    var safe = new SafeBucket(this, organisation.name() + "-eightnines-backup", key, true);
    var bucket = safe.bucket();
    S3BucketObjectLockConfigurationA.Builder.create(this, "lock")
        .bucket(bucket.getId())
        .rule(
            S3BucketObjectLockConfigurationRuleA.builder()
                .defaultRetention(
                    S3BucketObjectLockConfigurationRuleDefaultRetentionA.builder()
                        .mode("COMPLIANCE")
                        .days(topology.backups().lock().toDays())
                        .build())
                .build())
        .dependsOn(List.of(safe.versions()))
        .build();
    expire(safe, topology.backups().keep().toDays());
    IamPolicy.Builder.create(this, "writer")
        .namePrefix("eightnines-backup-writer-")
        .description("Lets a writer add backups, and neither read nor remove any")
        .policy(
            Policy.nothing()
                .allow(
                    List.of("s3:AbortMultipartUpload", "s3:PutObject"),
                    List.of(bucket.getArn() + "/*"))
                .allow(List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key.arn()))
                .json())
        .build();
  }

  private void expire(SafeBucket safe, long days) {
    S3BucketLifecycleConfiguration.Builder.create(this, "expiry")
        .bucket(safe.bucket().getId())
        .rule(
            List.of(
                S3BucketLifecycleConfigurationRule.builder()
                    .id("expire")
                    .status("Enabled")
                    .filter(S3BucketLifecycleConfigurationRuleFilter.builder().prefix("").build())
                    .expiration(
                        S3BucketLifecycleConfigurationRuleExpiration.builder().days(days).build())
                    .noncurrentVersionExpiration(
                        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                            .noncurrentDays(1)
                            .build())
                    .abortIncompleteMultipartUpload(
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                            .daysAfterInitiation(1)
                            .build())
                    .build()))
        .dependsOn(List.of(safe.versions()))
        .build();
  }
}
