package io.eightnines.cdktf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.cdktf.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The real terraform in one folder, with schema servers in the place of the providers. */
public record Terraform(Path folder, Providers providers) {
  private static final boolean IS_HERE = Program.onPath("terraform").isPresent();
  private static final String SKIPPED =
      "SKIPPED: terraform is not on PATH; no terraform has checked the stacks";
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    if (!IS_HERE) {
      System.err.println(SKIPPED); // Maven's console does not show the messages of assumptions
    }
  }

  /** Skips the test, loudly, on a machine without terraform. */
  public static void assumeItIsHere() {
    assumeTrue(IS_HERE, SKIPPED);
  }

  /** Runs it and expects success. */
  public String succeeds(String... arguments) throws IOException, InterruptedException {
    var outcome = run(arguments);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return outcome.output();
  }

  /** Runs it and expects it to refuse. */
  public String fails(String... arguments) throws IOException, InterruptedException {
    var outcome = run(arguments);
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
    return outcome.output();
  }

  private Program.Outcome run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("terraform");
    command.addAll(List.of(arguments));
    command.add("-no-color");
    var reattached = JSON.writeValueAsString(reattached());
    return Program.run(
        folder, command, Map.of("TF_REATTACH_PROVIDERS", reattached, "TF_CLI_CONFIG_FILE", ""));
  }

  /** What Terraform needs to know of a provider that already runs. */
  private Map<String, Object> reattached() {
    var reattached = new LinkedHashMap<String, Object>();
    providers
        .ports()
        .forEach((provider, port) ->
            reattached.put(
                "registry.terraform.io/hashicorp/" + provider,
                Map.of(
                    "Protocol",
                    "grpc",
                    "ProtocolVersion",
                    5,
                    "Pid",
                    ProcessHandle.current().pid(),
                    "Test",
                    true,
                    "Addr",
                    Map.of("Network", "tcp", "String", "127.0.0.1:" + port))));
    return reattached;
  }
}
