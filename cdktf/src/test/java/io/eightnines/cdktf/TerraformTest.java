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
    Files.copy(outdir.resolve("stacks/local-region/cdk.tf.json"), stack.resolve("cdk.tf.json"));
    terraformSucceeds("init", "-input=false");
  }

  @Test
  void the_stack_is_valid() throws Exception {
    terraformSucceeds("validate");
  }

  @Test
  void a_stack_that_reads_an_undeclared_variable_is_not() throws Exception {
    var file = stack.resolve("cdk.tf.json");
    Files.writeString(file, Files.readString(file).replace("${var.fleet}", "${var.feelt}"));

    var validation = terraform("validate");

    assertThat(validation.exitCode()).isEqualTo(1);
    assertThat(validation.output()).contains("Reference to undeclared input variable");
  }

  @Test
  void each_generation_stops_the_region_and_starts_it_once() throws Exception {
    for (int generation : new int[] {1, 1, 2, 2}) {
      apply(generation);
    }
    terraformSucceeds(with("destroy", 2));

    assertThat(calls())
        .containsExactly(
            "region start alpha --fleet " + stack,
            "region stop alpha --fleet " + stack,
            "region start alpha --fleet " + stack,
            "region stop alpha --fleet " + stack);
  }

  @Test
  void a_start_that_failed_is_tried_again_with_the_same_generation() throws Exception {
    apply(1);
    Files.createFile(stack.resolve("broken"));

    var failed = terraform(with("apply", 2));
    Files.delete(stack.resolve("broken"));
    apply(2);

    assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
    assertThat(calls()).last().isEqualTo("region start alpha --fleet " + stack);
    assertThat(terraform(with("plan", 2)).output()).contains("No changes.");
  }

  @Test
  void a_forgotten_generation_is_an_error() throws Exception {
    var plan = terraform("plan", "-input=false");

    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.output()).contains("No value for required variable");
  }

  @Test
  void a_region_whose_name_is_none_is_refused() throws Exception {
    var arguments = with("plan", 1);
    arguments[arguments.length - 1] = "-var=region=a; rm -r b";

    var plan = terraform(arguments);

    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.output()).contains("The region must be 1 to 63 characters");
  }

  private void apply(int generation) throws Exception {
    terraformSucceeds(with("apply", generation));
  }

  private String[] with(String verb, int generation) throws Exception {
    var launcher = stack.resolve("launcher");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        case "$2" in start) test ! -e "%1$s/broken" || exit 1 ;; esac
        echo "$*" >>"%1$s/calls"
        """
            .formatted(stack));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    var arguments = new ArrayList<>(List.of(verb, "-input=false"));
    if (!verb.equals("plan")) {
      arguments.add("-auto-approve");
    }
    arguments.add("-var=generation=" + generation);
    arguments.add("-var=fleet=" + stack);
    arguments.add("-var=launcher=" + launcher);
    arguments.add("-var=region=alpha");
    return arguments.toArray(String[]::new);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(stack.resolve("calls"));
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
