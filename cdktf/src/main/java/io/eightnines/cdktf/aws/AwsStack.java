package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import io.eightnines.cdktf.stack.Tags;
import io.eightnines.topology.Organisation;
import java.util.List;

/** Terraform's provider for AWS, as all stacks set it up. */
public final class AwsStack {
  private AwsStack() {}

  /** Lets a stack make things in a region of AWS, each of them tagged. */
  public static AwsProvider in(
      TerraformStack stack, Organisation organisation, String providerRegion) {
    return AwsProvider.Builder.create(stack, "aws")
        .region(providerRegion)
        .defaultTags(
            List.of(
                AwsProviderDefaultTags.builder()
                    .tags(Tags.of(organisation, stack.getNode().getId()))
                    .build()))
        .build();
  }
}
