package io.eightnines.cdktf.stack;

import com.hashicorp.cdktf.GcsBackend;
import com.hashicorp.cdktf.GcsBackendConfig;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import io.eightnines.topology.Organisation;

/**
 * The bucket in which Terraform keeps what it knows of a stack: one per region, in that region, so
 * that no region's redeployment depends on another region being there.
 *
 * @param organisation part of the name, for names of buckets are unique in a whole cloud
 * @param providerRegion where the bucket is
 */
public record RemoteState(Organisation organisation, String providerRegion) {
  /** Name of the bucket and, on AWS, of the table with its locks. */
  public String bucket() {
    return organisation.name() + "-eightnines-state-" + providerRegion;
  }

  /** Keeps a stack's state in S3, encrypted, under a lock in DynamoDB. */
  public void inS3(TerraformStack stack, String name) {
    new S3Backend(
        stack,
        S3BackendConfig.builder()
            .bucket(bucket())
            .key(name + "/terraform.tfstate")
            .region(providerRegion)
            .dynamodbTable(bucket())
            .encrypt(true)
            .build());
  }

  /** Keeps a stack's state in Google Cloud Storage, which encrypts and locks by itself. */
  public void inGcs(TerraformStack stack, String name) {
    new GcsBackend(stack, GcsBackendConfig.builder().bucket(bucket()).prefix(name).build());
  }

  /** Keeps the state beside the stack: for the stack that makes the bucket. */
  public static void besideTheStack(TerraformStack stack) {
    // With no backend declared, the CDK writes an absolute path.
    new LocalBackend(stack, LocalBackendConfig.builder().path("terraform.tfstate").build());
  }
}
