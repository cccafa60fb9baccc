package io.eightnines.cdktf;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import java.util.List;
import software.constructs.Construct;

/**
 * One region of the local fleet as one {@code terraform_data} resource, which Terraform carries
 * built in and so needs no provider and no network.
 *
 * <p>The resource is replaced when the generation changes and left alone while it does not: asking
 * twice for the same generation redeploys once. The generation has no default, because one would
 * let a forgotten {@code -var} redeploy a healthy region.
 */
final class LocalRegionStack extends TerraformStack {
  /** Relative to the stack's folder; with no backend declared the CDK writes an absolute path. */
  private static final String STATE_FILE = "terraform.tfstate";

  LocalRegionStack(Construct scope, LocalRegion region) {
    super(scope, "local-" + region.name());
    new LocalBackend(this, LocalBackendConfig.builder().path(STATE_FILE).build());

    // Construct ids are fixed and the Terraform names set apart, or a region named "backend" or
    // named like its variable would clash with another construct of the stack.
    var generation =
        new TerraformVariable(
            this,
            "generation",
            TerraformVariableConfig.builder()
                .type("number")
                .nullable(false)
                .description("Raise it by one to redeploy region " + region.name() + ".")
                .build());
    generation.overrideLogicalId(region.generationVariable());

    // These bindings have no class of their own for terraform_data, hence the overrides.
    var resource =
        new TerraformResource(
            this,
            "region",
            TerraformResourceConfig.builder().terraformResourceType("terraform_data").build());
    resource.overrideLogicalId(region.name());
    resource.addOverride("input.region", region.name());
    resource.addOverride("input.address", region.address().getHostAddress());
    resource.addOverride("triggers_replace", List.of(generation.getStringValue()));
  }
}
