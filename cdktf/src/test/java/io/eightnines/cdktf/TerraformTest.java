package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthesised stack in the hands of the real terraform, without a network. */
class TerraformTest {
  private static final boolean TERRAFORM_IS_HERE = Program.onPath("terraform").isPresent();
  private static final String SKIPPED =
      "SKIPPED: terraform is not on PATH; no terraform has checked the stacks";

  private static @TempDir Path outdir;
  private @TempDir Path stack;

  @BeforeAll
  static void synthesise() throws IOException {
    if (!TERRAFORM_IS_HERE) {
      System.err.println(SKIPPED); // Maven's console does not show the messages of assumptions
    }
    Synthesis.synthesise(outdir);
  }

  @BeforeEach
  void initialise() throws Exception {
    assumeTrue(TERRAFORM_IS_HERE, SKIPPED);
    Files.copy(outdir.resolve("stacks/local-alpha/cdk.tf.json"), stack.resolve("cdk.tf.json"));
    terraformSucceeds("init", "-input=false");
  }

  @Test
  void the_stack_is_valid() throws Exception {
    terraformSucceeds("validate");
  }

  @Test
  void a_stack_that_reads_an_undeclared_variable_is_not() throws Exception {
    var file = stack.resolve("cdk.tf.json");
    Files.writeString(file, Files.readString(file).replace("var.generation", "var.generatoin"));

    var validation = terraform("validate");

    assertThat(validation.exitCode()).isEqualTo(1);
    assertThat(validation.output()).contains("Reference to undeclared input variable");
  }

  @Test
  void the_same_generation_again_changes_nothing_and_the_next_one_replaces() throws Exception {
    terraformSucceeds("apply", "-auto-approve", "-input=false", "-var=generation=1");

    var same = terraform("plan", "-input=false", "-var=generation=1");
    var next = terraform("plan", "-input=false", "-var=generation=2");

    assertThat(same.output()).contains("No changes.");
    assertThat(next.output()).contains("terraform_data.alpha must be replaced");
  }

  @Test
  void a_forgotten_generation_is_an_error() throws Exception {
    var plan = terraform("plan", "-input=false");

    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.output()).contains("No value for required variable");
  }

  private void terraformSucceeds(String... arguments) throws Exception {
    var outcome = terraform(arguments);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private Program.Outcome terraform(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add("terraform");
    command.addAll(List.of(arguments));
    command.add("-no-color");
    return Program.run(stack, command);
  }
}
