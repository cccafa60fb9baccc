package io.eightnines.cdktf.rules;

import io.eightnines.cdktf.rules.Stack.Resource;
import java.util.Map;
import java.util.stream.Stream;

/** Whatever rests is encrypted with a key of ours, and logs do not stay for ever. */
final class Encryption {
  /** The argument or block that encrypts a resource. */
  private static final Map<String, String> WITH =
      Map.of(
          "aws_cloudwatch_log_group", "kms_key_id",
          "aws_dynamodb_table", "server_side_encryption",
          "aws_ecr_repository", "encryption_configuration",
          "aws_secretsmanager_secret", "kms_key_id",
          "aws_sns_topic", "kms_master_key_id",
          "google_storage_bucket", "encryption",
          "google_artifact_registry_repository", "kms_key_name");

  private Encryption() {}

  static Rule atRest() {
    return Rule.forEach(
        resource -> {
          var argument = WITH.getOrDefault(resource.type(), "");
          return resource.body().has(argument)
              ? Stream.empty()
              : Stream.of(resource.violation(argument + ": missing; expected a key"));
        },
        WITH.keySet().stream().sorted().toArray(String[]::new));
  }

  static Rule s3Buckets() {
    return Rule.forEach(
        bucket ->
            isConfiguredBy(bucket, "aws_s3_bucket_server_side_encryption_configuration")
                ? Stream.empty()
                : Stream.of(bucket.violation("expected a configuration of its encryption")),
        "aws_s3_bucket");
  }

  /** What was overwritten or deleted by mistake can be had back, or cannot be so at all. */
  static Rule versions() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stream.concat(
                    stack.resources("aws_s3_bucket").filter(bucket -> !isVersioned(bucket)),
                    stack.resources("google_storage_bucket").filter(bucket -> !isKept(bucket))))
            .map(bucket -> bucket.violation("expected its versions to be kept, or a retention"))
            .toList();
  }

  static Rule logsEnd() {
    return Rule.forEach(
        group ->
            group.body().path("retention_in_days").asInt() > 0
                ? Stream.empty()
                : Stream.of(group.violation("retention_in_days: missing; expected days from 1")),
        "aws_cloudwatch_log_group");
  }

  private static boolean isConfiguredBy(Resource bucket, String type) {
    return bucket.stack().resources(type).anyMatch(other -> other.refersTo("bucket", bucket));
  }

  private static boolean isKept(Resource bucket) {
    return !bucket.blocks("retention_policy").isEmpty()
        || bucket.blocks("versioning").stream()
            .anyMatch(versions -> versions.path("enabled").asBoolean());
  }

  private static boolean isVersioned(Resource bucket) {
    return bucket
        .stack()
        .resources("aws_s3_bucket_versioning")
        .filter(versioning -> versioning.refersTo("bucket", bucket))
        .flatMap(versioning -> versioning.blocks("versioning_configuration").stream())
        .anyMatch(configuration -> configuration.path("status").asText().equals("Enabled"));
  }
}
