package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControls;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControlsRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration;
import io.eightnines.cdktf.stack.Policy;
import java.util.List;
import java.util.Map;

/** A bucket on S3 that is encrypted, versioned, closed to the public, and reached by TLS only. */
public final class SafeBucket {
  private final S3Bucket bucket;
  private final S3BucketVersioningA versions;

  /**
   * @param locked whether objects in it can be made undeletable, which cannot be changed later
   */
  public SafeBucket(TerraformStack stack, String name, RegionKey key, boolean locked) {
    bucket =
        S3Bucket.Builder.create(stack, "bucket")
            .bucket(name)
            .objectLockEnabled(locked)
            .forceDestroy(false)
            .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
            .build();
    versions =
        S3BucketVersioningA.Builder.create(stack, "versions")
            .bucket(bucket.getId())
            .versioningConfiguration(
                S3BucketVersioningVersioningConfiguration.builder().status("Enabled").build())
            .build();
    S3BucketServerSideEncryptionConfigurationA.Builder.create(stack, "encryption")
        .bucket(bucket.getId())
        .rule(
            List.of(
                S3BucketServerSideEncryptionConfigurationRuleA.builder()
                    .applyServerSideEncryptionByDefault(
                        S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA
                            .builder()
                            .sseAlgorithm("aws:kms")
                            .kmsMasterKeyId(key.arn())
                            .build())
                    .bucketKeyEnabled(true)
                    .build()))
        .build();
    S3BucketPublicAccessBlock.Builder.create(stack, "no-public")
        .bucket(bucket.getId())
        .blockPublicAcls(true)
        .blockPublicPolicy(true)
        .ignorePublicAcls(true)
        .restrictPublicBuckets(true)
        .build();
    S3BucketOwnershipControls.Builder.create(stack, "owner")
        .bucket(bucket.getId())
        .rule(
            S3BucketOwnershipControlsRule.builder().objectOwnership("BucketOwnerEnforced").build())
        .build();
    S3BucketPolicy.Builder.create(stack, "tls-only")
        .bucket(bucket.getId())
        .policy(
            Policy.nothing()
                .and(
                    Map.of(
                        "Effect", "Deny",
                        "Principal", "*",
                        "Action", "s3:*",
                        "Resource", List.of(bucket.getArn(), bucket.getArn() + "/*"),
                        "Condition", Map.of("Bool", Map.of("aws:SecureTransport", false))))
                .json())
        .build();
  }

  public S3Bucket bucket() {
    return bucket;
  }

  /** What must be there before anything that rests on versions. */
  public S3BucketVersioningA versions() {
    return versions;
  }
}
