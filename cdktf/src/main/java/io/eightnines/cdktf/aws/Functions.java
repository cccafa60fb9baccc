package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import com.hashicorp.cdktf.providers.aws.lambda_provisioned_concurrency_config.LambdaProvisionedConcurrencyConfig;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.topology.Image;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The API as a function on Lambda, in the region's network, from the region's copy of the image.
 */
final class Functions {
  private final TerraformStack stack;
  private final Region region;
  private final RegionKey key;
  private final Ground ground;

  Functions(TerraformStack stack, Region region, RegionKey key) {
    this.stack = stack;
    this.region = region;
    this.key = key;
    this.ground = new Ground(stack);
  }

  /** The version that requests go to; as many as the shape's least are kept warm. */
  LambdaAlias run(Shape.Serverless shape, @Nullable Image image) {
    var name = region.id() + "-api";
    var configuration = ground.configuration();
    var logs = Logs.group(stack, "logs", "/aws/lambda/" + name, key);
    var role = role(configuration);
    var function =
        LambdaFunction.Builder.create(stack, "function")
            .functionName(name)
            .role(role.getArn())
            .packageType("Image")
            .imageUri(ground.imageRepository() + "@" + Objects.requireNonNull(image).digest())
            .architectures(List.of("x86_64"))
            .memorySize(shape.unit().memoryMib())
            .timeout(10)
            .reservedConcurrentExecutions(shape.count().max())
            .publish(true)
            .environment(
                LambdaFunctionEnvironment.builder()
                    .variables(
                        Map.of(
                            "API_CONFIGURATION_ARN",
                            configuration,
                            "EIGHTNINES_REGION",
                            region.id().text()))
                    .build())
            .vpcConfig(
                LambdaFunctionVpcConfig.builder()
                    .subnetIds(ground.privateSubnets())
                    .securityGroupIds(List.of(ground.apiSecurityGroup()))
                    .build())
            .dependsOn(List.of(logs)) // or Lambda would make the group itself, unencrypted
            .build();
    var live =
        LambdaAlias.Builder.create(stack, "live")
            .name("live")
            .functionName(function.getFunctionName())
            .functionVersion(function.getVersion())
            .build();
    if (shape.count().min() > 0) {
      LambdaProvisionedConcurrencyConfig.Builder.create(stack, "warm")
          .functionName(function.getFunctionName())
          .qualifier(live.getName())
          .provisionedConcurrentExecutions(shape.count().min())
          .build();
    }
    return live;
  }

  private IamRole role(String configuration) {
    var role =
        IamRole.Builder.create(stack, "runner")
            .namePrefix("api-function-")
            .assumeRolePolicy(Policy.assumedBy("lambda.amazonaws.com").json())
            .build();
    IamRolePolicy.Builder.create(stack, "runner-may")
        .role(role.getId())
        .policy(
            Policy.nothing()
                .allow(List.of("secretsmanager:GetSecretValue"), List.of(configuration))
                .allow(List.of("kms:Decrypt"), List.of(ground.key()))
                .allow(
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    List.of("arn:aws:logs:*:*:log-group:/aws/lambda/" + region.id() + "-api:*"))
                // The interfaces by which a function joins a network; they take no resource.
                .allow(
                    List.of(
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces"),
                    List.of("*"))
                .json())
        .build();
    return role;
  }
}
