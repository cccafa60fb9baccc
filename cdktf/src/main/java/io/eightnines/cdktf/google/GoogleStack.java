package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.cdktf.stack.Tags;
import io.eightnines.topology.Organisation;

/**
 * Terraform's provider for Google Cloud, as all stacks set it up.
 *
 * @param project the project, as a reference to the setting that names it
 */
public record GoogleStack(String project) {
  private static final Setting PROJECT =
      new Setting(
          "project", "[a-z][a-z0-9-]{4,28}[a-z0-9]", "The Google Cloud project to make things in.");

  /** Lets a stack make things in a region of Google Cloud, each of them labelled. */
  public static GoogleStack in(
      TerraformStack stack, Organisation organisation, String providerRegion) {
    var project = PROJECT.in(stack);
    GoogleProvider.Builder.create(stack, "google")
        .project(project)
        .region(providerRegion)
        .defaultLabels(Tags.of(organisation, stack.getNode().getId()))
        .build();
    return new GoogleStack(project);
  }
}
