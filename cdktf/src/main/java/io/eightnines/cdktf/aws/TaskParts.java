package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.topology.Image;
import io.eightnines.topology.Region;
import java.util.List;

/**
 * What a task needs to start: the image, its configuration, a log, and the two roles. The role it
 * starts with reads these three; the role it runs with may do nothing, for the API calls no
 * interface of AWS.
 */
final class TaskParts {
  private final Registry registry;
  private final SecretsmanagerSecret configuration;
  private final String logGroup;
  private final IamRole starter;
  private final IamRole runner;

  TaskParts(TerraformStack stack, Region region, Image image, RegionKey key) {
    var name = region.id().text();
    registry = new Registry(stack, name, image, key);
    // Terraform makes the place; the value is written by whoever runs the region, past Terraform.
    configuration =
        SecretsmanagerSecret.Builder.create(stack, "configuration")
            .name(name + "/api-configuration")
            .description("The API's configuration file, with the hashes of its customers' tokens")
            .kmsKeyId(key.arn())
            .recoveryWindowInDays(30)
            .build();
    var logs = Logs.group(stack, "logs", "/eightnines/" + name + "/api", key);
    logGroup = logs.getName();
    starter = role(stack, "starter");
    runner = role(stack, "runner");
    IamRolePolicy.Builder.create(stack, "starter-may")
        .role(starter.getId())
        .policy(
            Policy.nothing()
                .allow(List.of("ecr:GetAuthorizationToken"), List.of("*")) // takes no resource
                .allow(
                    List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                    List.of(registry.arn()))
                .allow(
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    List.of(logs.getArn() + ":*"))
                .allow(List.of("secretsmanager:GetSecretValue"), List.of(configuration.getArn()))
                .allow(List.of("kms:Decrypt"), List.of(key.arn()))
                .json())
        .build();
  }

  String image() {
    return registry.reference();
  }

  String imageRepository() {
    return registry.url();
  }

  String configurationArn() {
    return configuration.getArn();
  }

  String logGroup() {
    return logGroup;
  }

  String starterRoleArn() {
    return starter.getArn();
  }

  String taskRoleArn() {
    return runner.getArn();
  }

  private static IamRole role(TerraformStack stack, String id) {
    return IamRole.Builder.create(stack, id)
        .namePrefix("api-" + id + "-")
        .assumeRolePolicy(Policy.assumedBy("ecs-tasks.amazonaws.com").json())
        .build();
  }
}
