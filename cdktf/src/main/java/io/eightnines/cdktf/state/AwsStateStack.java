package io.eightnines.cdktf.state;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import io.eightnines.cdktf.aws.AwsStack;
import io.eightnines.cdktf.aws.RegionKey;
import io.eightnines.cdktf.aws.SafeBucket;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Organisation;
import java.util.List;
import software.constructs.Construct;

/** The state of a region's stacks on AWS: a bucket, and a table with the locks. */
public final class AwsStateStack extends TerraformStack {
  /** The one key that Terraform's backend asks for. */
  private static final String LOCK = "LockID";

  public AwsStateStack(Construct scope, Organisation organisation, String providerRegion) {
    super(scope, "state-aws-" + providerRegion);
    RemoteState.besideTheStack(this);
    AwsStack.in(this, organisation, providerRegion);
    var name = new RemoteState(organisation, providerRegion).bucket();
    var key =
        new RegionKey(this, providerRegion, "Terraform's state of stacks in " + providerRegion);
    new SafeBucket(this, name, key, false);
    DynamodbTable.Builder.create(this, "locks")
        .name(name)
        .billingMode("PAY_PER_REQUEST")
        .hashKey(LOCK)
        .attribute(List.of(DynamodbTableAttribute.builder().name(LOCK).type("S").build()))
        .serverSideEncryption(
            DynamodbTableServerSideEncryption.builder().enabled(true).kmsKeyArn(key.arn()).build())
        .pointInTimeRecovery(DynamodbTablePointInTimeRecovery.builder().enabled(true).build())
        .deletionProtectionEnabled(true)
        .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
        .build();
  }
}
