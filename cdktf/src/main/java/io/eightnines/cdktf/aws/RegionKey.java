package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.data_aws_caller_identity.DataAwsCallerIdentity;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import io.eightnines.cdktf.stack.Policy;
import java.util.List;
import java.util.Map;

/** The key that encrypts a stack's logs, secrets, images and alarms; it renews itself each year. */
public final class RegionKey {
  private final KmsKey key;

  public RegionKey(TerraformStack stack, String providerRegion, String what) {
    var account = new DataAwsCallerIdentity(stack, "account").getAccountId();
    var anyKey = List.of("*"); // in the policy of a key: this key
    var policy =
        Policy.nothing()
            .and(
                Map.of(
                    "Sid", "Administer",
                    "Effect", "Allow",
                    "Principal", Map.of("AWS", "arn:aws:iam::" + account + ":root"),
                    "Action", "kms:*",
                    "Resource", anyKey))
            .and(
                Map.of(
                    "Sid",
                    "EncryptForAlarmsAndLogs",
                    "Effect",
                    "Allow",
                    "Principal",
                    Map.of(
                        "Service",
                        List.of(
                            "cloudwatch.amazonaws.com",
                            "logs." + providerRegion + ".amazonaws.com")),
                    "Action",
                    List.of(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey*",
                        "kms:ReEncrypt*"),
                    "Resource",
                    anyKey,
                    "Condition",
                    Map.of("StringEquals", Map.of("aws:SourceAccount", account))));
    key =
        KmsKey.Builder.create(stack, "key")
            .description(what)
            .enableKeyRotation(true)
            .deletionWindowInDays(30)
            .policy(policy.json())
            .build();
  }

  public String arn() {
    return key.getArn();
  }
}
