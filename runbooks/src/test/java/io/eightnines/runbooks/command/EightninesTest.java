package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.gateway.signing.SigningKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EightninesTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Eightnines.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int verify(byte[] draw, SigningKey key) throws Exception {
    Path file = Files.write(folder.resolve("draw.json"), draw);
    Path keys =
        Files.write(
            folder.resolve("keys.json"), new PublishedKeys(List.of(key.published())).toJson());
    return run("verify", file.toString(), "--keys", keys.toString());
  }

  private static byte[] draw(SigningKey key) {
    return draw(key, new Spec.Selection(2, 9), 3L, 7L);
  }

  private static byte[] draw(SigningKey key, Spec spec, Long... result) {
    return DrawWriter.bytes(
        Draw.issue(
            new CustomerId("demo"),
            new DrawRequest(new ChainName("c"), null, Tag.NONE, spec),
            new Outcome(
                List.of(new GeneratorUse("g", "a generator", "site-a", "untested")),
                Instant.parse("2026-11-21T01:02:03Z"),
                List.of(result)),
            key));
  }

  @Test
  void a_genuine_draw_verifies_offline() throws Exception {
    SigningKey key = KeyFile.create(folder.resolve("signing.pem"));

    int code = verify(draw(key), key);

    assertThat(code).isZero();
    assertThat(out.toString()).contains("genuine: ", "chain c", "result [3, 7]");
  }

  @Test
  void a_lottery_is_shown_pool_by_pool() throws Exception {
    SigningKey key = KeyFile.create(folder.resolve("signing.pem"));
    Spec lottery = new Spec.Pools(List.of(new Spec.Selection(2, 50), new Spec.Selection(1, 12)));

    int code = verify(draw(key, lottery, 10L, 39L, 6L), key);

    assertThat(code).isZero();
    assertThat(out.toString()).contains("result [[10, 39], [6]]");
  }

  @Test
  void a_draw_with_any_byte_changed_does_not() throws Exception {
    SigningKey key = KeyFile.create(folder.resolve("signing.pem"));
    byte[] draw = draw(key);
    for (int at = 0; at < draw.length; at += 7) {
      byte[] forged = draw.clone();
      forged[at] ^= 1;

      assertThat(verify(forged, key)).as("byte %d changed", at).isEqualTo(Eightnines.FAILED);
    }
    assertThat(out.toString()).contains("FORGED: ").doesNotContain("genuine");
  }

  @Test
  void a_file_that_is_not_there_is_said_so() {
    assertThat(run("verify", folder.resolve("none").toString(), "--keys", "nowhere"))
        .isEqualTo(Eightnines.BROKEN);
    assertThat(err.toString()).startsWith("eightnines: ").contains("nowhere");
  }

  @Test
  void usage_errors_name_option_value_and_range() {
    assertThat(run("drill", "region-kill", "--trials", "0")).isEqualTo(2);
    assertThat(run("drill", "region-kill", "--rate", "999999")).isEqualTo(2);
    assertThat(run("drill", "no-such-drill")).isEqualTo(2);
    assertThat(run("drill", "region-kill", "--daemons", "2")).isEqualTo(2);
    assertThat(run("up", "--daemons", "4")).isEqualTo(2);
    assertThat(run("drill", "flap", "--beside", "gdnsd")).isEqualTo(2);
    assertThat(run("drill", "region-kill", "--beside", "bind")).isEqualTo(2);
    assertThat(run("bench", "dns", "--rounds", "0")).isEqualTo(2);
    assertThat(run("bench", "dns", "--beside", "bind")).isEqualTo(2);
    assertThat(run("bench", "flood", "--prefixes", "20", "--sources", "19")).isEqualTo(2);
    assertThat(run("bench", "entropy", "--mega-samples", "0")).isEqualTo(2);
    assertThat(run("no-such-command")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "--trials is 0, expected 1 to 10000",
            "--rate is 999999, expected 1 to 5000",
            "no-such-drill is no drill, expected one of region-kill, ",
            "--daemons is 2, expected 1, 3 or 5",
            "--rounds is 0, expected 1 to 100",
            "--sources is 19, expected 20 to 2000",
            "--daemons is 4, expected 1, 3 or 5",
            "flap cannot be measured --beside others");
  }

  @Test
  void every_command_explains_itself() {
    for (String command : new String[] {"up", "drill", "verify"}) {
      assertThat(run(command, "--help")).isZero();
    }
    assertThat(run("bench", "dns", "--help")).isZero();
    assertThat(run("bench", "flood", "--help")).isZero();
    assertThat(run("bench", "entropy", "--help")).isZero();
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("region-hang", "--json", "--keys", "--state");
  }
}
