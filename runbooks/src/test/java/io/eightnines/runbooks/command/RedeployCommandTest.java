package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RedeployCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path token;

  @BeforeEach
  void writeToken() throws Exception {
    token = Files.writeString(folder.resolve("alice.token"), "sesame-sesame-sesame\n");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--token-file", token.toString(), "--state", folder.toString()));
    CommandLine command = Eightnines.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  @Test
  void a_region_that_terraform_does_not_run_is_said_so() {
    assertThat(run("redeploy", "east", "--reason", "x")).isEqualTo(Eightnines.BROKEN);

    assertThat(err.toString())
        .contains("region is 'east', expected one of a fleet whose regions Terraform runs");
  }

  @Test
  void a_name_that_leads_elsewhere_is_refused() {
    assertThat(run("redeploy", "../east", "--reason", "x", "--yes")).isEqualTo(Eightnines.BROKEN);

    assertThat(err.toString()).contains("region is '../east', expected 1 to 63 characters");
  }

  @Test
  void usage_errors_name_option_value_and_range() {
    assertThat(run("redeploy", "east")).isEqualTo(2);
    assertThat(run("redeploy", "east", "--reason", " ")).isEqualTo(2);
    assertThat(run("redeploy", "east", "--reason", "x", "--wait", "soon")).isEqualTo(2);
    assertThat(run("redeploy", "east", "--reason", "x", "--for", "5m")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "--reason",
            "--wait is 'soon', expected a length such as 90s",
            "--for is '5m', expected at least 10m");
  }

  @Test
  void the_hook_wants_a_private_token_and_a_place_on_this_machine() throws Exception {
    Path hook = folder.resolve("hook.token");
    Files.writeString(hook, "sesame-sesame-sesame");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-r--r--"));
    String[] listen = {"redeploy-on-alert", "--hook-token-file", hook.toString(), "--listen"};

    assertThat(run(with(listen, "127.0.0.1:0"))).isEqualTo(2);
    assertThat(run(with(listen, "192.0.2.1:9095"))).isEqualTo(2);
    assertThat(run(with(listen, "localhost:9095"))).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "expected a file that only you can read",
            "--listen is '192.0.2.1:9095', expected this machine",
            "--listen is 'localhost:9095', expected an address and a port");
  }

  private static String[] with(String[] arguments, String more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(more);
    return all.toArray(String[]::new);
  }

  @Test
  void every_command_explains_itself() {
    assertThat(Eightnines.commandLine().setOut(new PrintWriter(out)).execute("redeploy", "--help"))
        .isZero();
    assertThat(
            Eightnines.commandLine()
                .setOut(new PrintWriter(out))
                .execute("redeploy-on-alert", "--help"))
        .isZero();

    assertThat(out.toString())
        .contains("another redeploy is under way", "--wait", "--hook-token-file", "--every");
  }
}
