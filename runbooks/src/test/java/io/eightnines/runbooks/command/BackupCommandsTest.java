package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupCommandsTest {
  private static final String SNAPSHOT = "snapshot.3_512";

  @TempDir private Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine commandLine = Eightnines.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  @BeforeEach
  void a_daemon_and_a_state_of_terraform() throws Exception {
    write("ns1/journal/journal-00000000000000000000.ndjson", "one\ntwo\nhalf of");
    write("ns1/log/group/sm/" + SNAPSHOT, "state");
    write("ns1/log/group/sm/" + SNAPSHOT + ".md5", "9ed39e2ea931586b6a985a6942ef573e *" + SNAPSHOT);
    write("ns1/log/group/sm/snapshot.3_768", "being written, without a sum yet");
    write("ns1/log/group/current/log_inprogress_0", "not copied");
    write("ns1/plan", "newest");
    write("ns1/ns1.key", "-----BEGIN PRIVATE KEY-----");
    write("dns.tfstate", "{\"version\":4,\"serial\":7}");
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int backup(String... more) {
    String[] usual = {
      "backup",
      "--to",
      folder.resolve("backups").toString(),
      "--daemon",
      "ns1=" + folder.resolve("ns1"),
      "--topology",
      "local=../topologies/local.yml",
      "--terraform",
      "dns=" + folder.resolve("dns.tfstate")
    };
    return run(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
  }

  private Path made() throws IOException {
    assertThat(backup("--yes")).as(err.toString()).isZero();
    return backups().getFirst();
  }

  private List<Path> backups() throws IOException {
    Path backups = folder.resolve("backups");
    if (!Files.exists(backups)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(backups)) {
      return found.toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void a_dry_run_shows_what_it_would_copy_and_writes_nothing() throws Exception {
    assertThat(backup()).isZero();

    assertThat(out.toString())
        .contains("nothing was written")
        .contains("daemon/ns1/snapshot/" + SNAPSHOT + "  <-  ");
    assertThat(backups()).isEmpty();
  }

  @Test
  void a_backup_holds_whole_lines_whole_snapshots_and_no_private_key() throws Exception {
    Path made = made();

    assertThat(files(made))
        .containsExactly(
            "daemon/ns1/journal/journal-00000000000000000000.ndjson",
            "daemon/ns1/plan",
            "daemon/ns1/snapshot/" + SNAPSHOT,
            "daemon/ns1/snapshot/" + SNAPSHOT + ".md5",
            "manifest.json",
            "terraform/dns.tfstate",
            "topology/local.yml");
    assertThat(made.resolve("daemon/ns1/journal/journal-00000000000000000000.ndjson"))
        .hasContent("one\ntwo\n");
    for (String file : files(made)) {
      assertThat(Files.readString(made.resolve(file))).doesNotContain("PRIVATE KEY");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_backup_is_restored_as_it_was_and_says_how_the_log_goes_on() throws Exception {
    Path made = made();
    Path target = folder.resolve("restored");

    assertThat(run("restore", made.toString(), "--to", target.toString())).isZero();
    assertThat(out.toString()).contains("would restore to " + target);
    assertThat(target).doesNotExist();
    Files.createDirectory(target); // an empty folder will do

    assertThat(run("restore", made.toString(), "--to", target.toString(), "--yes")).isZero();

    assertThat(out.toString())
        .contains("failover restore " + target.resolve("daemon/ns1/snapshot/" + SNAPSHOT));
    assertThat(files(target))
        .isEqualTo(files(made).stream().filter(file -> !file.equals("manifest.json")).toList());
    for (String file : files(target)) {
      assertThat(target.resolve(file)).hasSameBinaryContentAs(made.resolve(file));
    }
  }

  @Test
  void a_target_that_holds_anything_is_left_alone() throws Exception {
    Path made = made();
    Path precious = write("restored/precious", "mine");

    assertThat(run("restore", made.toString(), "--to", folder + "/restored", "--yes")).isEqualTo(3);

    assertThat(err.toString()).contains("is not empty", "move it aside");
    assertThat(precious).hasContent("mine");
    assertThat(files(folder.resolve("restored"))).containsExactly("precious");
  }

  @Test
  void a_changed_a_missing_and_an_added_file_are_each_told_and_nothing_is_restored()
      throws Exception {
    Path made = made();
    Files.writeString(made.resolve("daemon/ns1/plan"), "newesT");
    Files.delete(made.resolve("topology/local.yml"));
    Files.writeString(made.resolve("terraform/dns.tfstate"), "{}");
    Files.writeString(made.resolve("smuggled"), "in");

    int code = run("restore", made.toString(), "--to", folder + "/restored", "--yes");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("NOT SOUND")
        .contains("daemon/ns1/plan has another SHA-256 than the manifest says")
        .contains("topology/local.yml is missing")
        .contains("terraform/dns.tfstate has 2 bytes, expected 24")
        .contains("smuggled is not in the manifest");
    assertThat(folder.resolve("restored")).doesNotExist();
  }

  @Test
  void a_manifest_cannot_lead_out_of_the_target() throws Exception {
    Path made = made();
    Path manifest = made.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("daemon/ns1/plan", "daemon/../../plan"));

    assertThat(run("restore", made.toString(), "--to", folder + "/restored", "--yes")).isEqualTo(3);
    assertThat(err.toString()).contains("daemon/../../plan");
  }

  @Test
  void a_source_that_is_not_sound_leaves_no_backup() throws Exception {
    Path ledger = folder.resolve("gw/ledger.sqlite");
    Files.createDirectories(ledger.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE something(a)");
    }
    assertThat(backup("--yes", "--gateway", "a=" + ledger.getParent())).isEqualTo(3);
    assertThat(err.toString()).contains("it is no ledger of layout 1");

    Path topology = write("t.yml", "regions: []\n");
    assertThat(backup("--yes", "--topology", "bad=" + topology)).isEqualTo(3);
    assertThat(err.toString()).contains("organisation: missing");

    write("ns1/log/group/sm/" + SNAPSHOT, "damaged");
    assertThat(backup("--yes")).isEqualTo(3);
    assertThat(err.toString()).contains("does not match its MD5 file");

    assertThat(backups()).isEmpty();
  }

  @Test
  void sources_that_are_missing_are_all_named() {
    assertThat(backup("--yes", "--gateway", "a=/nowhere", "--daemon", "ns2=/nowhere")).isEqualTo(3);

    assertThat(err.toString())
        .contains("gateway a: /nowhere has no ledger")
        .contains("daemon ns2: /nowhere has no journal, no snapshot and no plan");
  }

  @Test
  void both_commands_speak_json() throws Exception {
    assertThat(backup("--json")).isZero();
    assertThat(json().path("dry_run").asBoolean()).isTrue();

    assertThat(backup("--yes", "--json")).isZero();
    Path made = Path.of(json().path("folder").asText());
    assertThat(json().at("/manifest/files/0/sha256").asText()).hasSize(64);

    assertThat(run("restore", made.toString(), "--json")).isZero();
    assertThat(json().path("sound").asBoolean()).isTrue();
    assertThat(json().path("restored").asBoolean(true)).isFalse();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }
}
