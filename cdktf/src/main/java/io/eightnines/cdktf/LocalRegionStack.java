package io.eightnines.cdktf;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.LocalExecProvisioner;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.TerraformVariableValidationConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Any one region of the local fleet as one {@code terraform_data} resource, which Terraform carries
 * built in and so needs no provider and no network. Its creation starts the region's process and
 * waits until it is ready, its destruction stops it.
 *
 * <p>Which region it is, where its fleet keeps its files and what starts it are variables, so that
 * one synthesis serves every topology; each region is applied in a folder of its own and so has a
 * state of its own. Traffic weights are none of its business.
 *
 * <p>The resource is replaced when the generation changes and left alone while it does not: asking
 * twice for the same generation redeploys once. The generation has no default, because one would
 * let a forgotten {@code -var} redeploy a healthy region.
 */
final class LocalRegionStack extends TerraformStack {
  static final String NAME = "local-region";

  /** Relative to the stack's folder; with no backend declared the CDK writes an absolute path. */
  private static final String STATE_FILE = "terraform.tfstate";

  /** What a variable must be, as Terraform says it and as a person reads it. */
  private record Rule(String condition, String message) {}

  LocalRegionStack(Construct scope) {
    super(scope, NAME);
    new LocalBackend(this, LocalBackendConfig.builder().path(STATE_FILE).build());
    variable(
        "generation",
        "number",
        "Raise it by one to redeploy the region.",
        new Rule(
            "${var.generation >= 1 && floor(var.generation) == var.generation}",
            "The generation must be a whole number from 1."));
    variable(
        "region",
        "string",
        "The name of the region.",
        new Rule(
            "${can(regex(\"^[a-z0-9-]{1,63}$\", var.region))}",
            "The region must be 1 to 63 characters of a-z, 0-9 and hyphen."));
    absolutePath("fleet", "The folder in which the fleet keeps its files.");
    absolutePath("launcher", "The eightnines command of the fleet.");

    // These bindings have no class of their own for terraform_data, hence the overrides.
    var resource =
        new TerraformResource(
            this,
            "resource",
            TerraformResourceConfig.builder()
                .terraformResourceType("terraform_data")
                .provisioners(List.of(localExec("start").build(), stop()))
                .build());
    resource.overrideLogicalId("region");
    resource.addOverride("input.fleet", "${var.fleet}");
    resource.addOverride("input.launcher", "${var.launcher}");
    resource.addOverride("input.region", "${var.region}");
    resource.addOverride("triggers_replace", List.of("${var.generation}"));
  }

  private static LocalExecProvisioner stop() {
    return localExec("stop").when("destroy").build();
  }

  /**
   * Names reach the shell in its environment, where nothing in them can become a command. A
   * provisioner of the destruction may read nothing but the resource itself.
   */
  private static LocalExecProvisioner.Builder localExec(String verb) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("EIGHTNINES", "${self.input.launcher}");
    environment.put("FLEET", "${self.input.fleet}");
    environment.put("REGION", "${self.input.region}");
    return LocalExecProvisioner.builder()
        .type("local-exec")
        .environment(environment)
        .command("exec \"$EIGHTNINES\" region " + verb + " \"$REGION\" --fleet \"$FLEET\"");
  }

  private void absolutePath(String name, String description) {
    variable(
        name,
        "string",
        description,
        new Rule(
            "${can(regex(\"^/\", var.%s))}".formatted(name),
            "The %s must be an absolute path.".formatted(name)));
  }

  private void variable(String name, String type, String description, Rule rule) {
    new TerraformVariable(
        this,
        name,
        TerraformVariableConfig.builder()
            .type(type)
            .nullable(false)
            .description(description)
            .validation(
                List.of(
                    TerraformVariableValidationConfig.builder()
                        .condition(rule.condition())
                        .errorMessage(rule.message())
                        .build()))
            .build());
  }
}
