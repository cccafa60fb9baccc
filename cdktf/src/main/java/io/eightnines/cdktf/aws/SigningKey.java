package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.data_aws_caller_identity.DataAwsCallerIdentity;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import io.eightnines.cdktf.stack.Policy;
import java.util.List;
import java.util.Map;

/** The key with which Route 53 signs a zone: of the one kind that it takes. */
public final class SigningKey {
  private final KmsKey key;

  public SigningKey(TerraformStack stack) {
    var account = new DataAwsCallerIdentity(stack, "account").getAccountId();
    var anyKey = List.of("*"); // in the policy of a key: this key
    var signer = Map.of("Service", "dnssec-route53.amazonaws.com");
    var ours = Map.of("StringEquals", Map.of("aws:SourceAccount", account));
    key =
        KmsKey.Builder.create(stack, "signing-key")
            .description("Signs the organisation's zone")
            .customerMasterKeySpec("ECC_NIST_P256")
            .keyUsage("SIGN_VERIFY")
            .deletionWindowInDays(30)
            .policy(
                Policy.nothing()
                    .and(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Principal",
                            Map.of("AWS", "arn:aws:iam::" + account + ":root"),
                            "Action",
                            "kms:*",
                            "Resource",
                            anyKey))
                    .and(
                        Map.of(
                            "Effect", "Allow",
                            "Principal", signer,
                            "Action", List.of("kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"),
                            "Resource", anyKey,
                            "Condition", ours))
                    .and(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Principal",
                            signer,
                            "Action",
                            "kms:CreateGrant",
                            "Resource",
                            anyKey,
                            "Condition",
                            Map.of("Bool", Map.of("kms:GrantIsForAWSResource", true))))
                    .json())
            .build();
  }

  public String arn() {
    return key.getArn();
  }
}
