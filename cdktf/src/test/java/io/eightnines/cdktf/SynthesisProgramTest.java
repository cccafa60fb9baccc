package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person meets it. None of these runs gets as far as starting node. */
class SynthesisProgramTest {
  private @TempDir Path folder = Path.of("");

  @Test
  void too_many_arguments_are_answered_with_the_usage() throws Exception {
    var run = Synthesised.run(folder, "a", "b", "c");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("usage: Synthesis [TOPOLOGY] OUTDIR");
  }

  @Test
  void help_is_no_error() throws Exception {
    var run = Synthesised.run(folder, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).startsWith("usage: ");
  }

  @Test
  void a_topology_that_is_not_there_is_named() throws Exception {
    var run = Synthesised.run(folder, "missing.yml", "out");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("missing.yml: no such file");
  }

  @Test
  void a_faulty_topology_is_refused_by_field_and_nothing_is_written() throws Exception {
    var valid = Files.readString(Synthesised.TOPOLOGY);
    Files.writeString(
        folder.resolve("faulty.yml"), valid.replace("cidr: 10.20.0.0/16", "cidr: 10.10.0.0/16"));

    var run = Synthesised.run(folder, "faulty.yml", "out");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("regions[1].cidr: 10.10.0.0/16");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
