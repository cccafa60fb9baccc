package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import io.eightnines.cdktf.stack.Setting;
import java.util.List;

/** What a shape's stack takes over from the stack of its region: that stack's outputs, by name. */
record Ground(TerraformStack stack) {
  String network() {
    return setting("network_id", "vpc-[0-9a-f]+");
  }

  List<String> privateSubnets() {
    return subnets("private_subnet_ids");
  }

  List<String> publicSubnets() {
    return subnets("public_subnet_ids");
  }

  String apiSecurityGroup() {
    return setting("api_security_group_id", "sg-[0-9a-f]+");
  }

  /** The group of balancers, which the API's group lets in. */
  String balancerSecurityGroup() {
    return setting("balancer_security_group_id", "sg-[0-9a-f]+");
  }

  String imageRepository() {
    return setting(
        "image_repository_url",
        "[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[a-z0-9/._-]+");
  }

  String configuration() {
    return setting("configuration_arn", "arn:aws:secretsmanager:[^ ]+");
  }

  /** The key under which the region keeps its secrets. */
  String key() {
    return setting("key_arn", "arn:aws:kms:[^ ]+");
  }

  private String setting(String name, String form) {
    return new Setting(name, form, description(name)).in(stack);
  }

  private List<String> subnets(String name) {
    return new TerraformVariable(
            stack,
            name,
            TerraformVariableConfig.builder()
                .type("list(string)")
                .nullable(false)
                .description(description(name))
                .build())
        .getListValue();
  }

  private static String description(String output) {
    return "Output \"%s\" of the stack of the region.".formatted(output);
  }
}
