package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;

/** A group of logs, encrypted and kept for a quarter; what must last is in the ledger. */
final class Logs {
  private static final int DAYS = 90;

  private Logs() {}

  static CloudwatchLogGroup group(TerraformStack stack, String id, String name, RegionKey key) {
    return CloudwatchLogGroup.Builder.create(stack, id)
        .name(name)
        .retentionInDays(DAYS)
        .kmsKeyId(key.arn())
        .build();
  }
}
