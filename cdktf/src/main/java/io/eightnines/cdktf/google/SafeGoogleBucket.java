package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketEncryption;
import java.util.List;

/**
 * A bucket on Google Cloud that is encrypted with our key and closed to the public. Versions or a
 * retention are the maker's choice, for Google Cloud does not take both.
 */
public final class SafeGoogleBucket {
  private SafeGoogleBucket() {}

  /** The bucket, to be built or given more. */
  public static StorageBucket.Builder in(
      TerraformStack stack, String name, String location, GoogleKey key) {
    return StorageBucket.Builder.create(stack, "bucket")
        .name(name)
        .location(location)
        .uniformBucketLevelAccess(true)
        .publicAccessPrevention("enforced")
        .forceDestroy(false)
        .encryption(StorageBucketEncryption.builder().defaultKmsKeyName(key.id()).build())
        .dependsOn(List.of(key.usable()))
        .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build());
  }
}
