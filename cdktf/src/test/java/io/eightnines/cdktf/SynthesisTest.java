package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All read one synthesis: starting the bindings takes seconds. */
class SynthesisTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static @TempDir Path folder;
  private static Path outdir = Path.of("");

  @BeforeAll
  static void synthesise() throws IOException {
    outdir = folder.resolve("here");
    Synthesis.synthesise(outdir);
  }

  @Test
  void a_local_region_is_one_terraform_data_resource() throws IOException {
    var resources = stack().at("/resource");

    assertThat(resources.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("terraform_data");
    assertThat(resources.at("/terraform_data").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("alpha");
    assertThat(resources.at("/terraform_data/alpha/input"))
        .isEqualTo(JSON.readTree("{\"address\": \"127.0.1.1\", \"region\": \"alpha\"}"));
  }

  @Test
  void a_new_generation_replaces_the_region() throws IOException {
    assertThat(stack().at("/resource/terraform_data/alpha/triggers_replace"))
        .isEqualTo(JSON.readTree("[\"${var.generation}\"]"));
  }

  @Test
  void the_generation_is_a_number_that_must_be_given() throws IOException {
    var variable = stack().at("/variable/generation");

    assertThat(variable.at("/type").asText()).isEqualTo("number");
    assertThat(variable.at("/nullable").asBoolean(true)).isFalse();
    assertThat(variable.has("default")).isFalse();
  }

  @Test
  void the_state_stays_in_the_folder_of_the_stack() throws IOException {
    assertThat(stack().at("/terraform/backend"))
        .isEqualTo(JSON.readTree("{\"local\": {\"path\": \"terraform.tfstate\"}}"));
  }

  @Test
  void another_run_elsewhere_gives_the_same_bytes() throws Exception {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    var run =
        Program.run(
            elsewhere,
            List.of(
                java,
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Synthesis.class.getName(),
                "out"));

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(filesIn(elsewhere.resolve("out"))).isEqualTo(filesIn(outdir));
  }

  @Test
  void no_file_holds_an_absolute_path() throws IOException {
    assertThat(filesIn(outdir)).containsOnlyKeys("manifest.json", "stacks/local-alpha/cdk.tf.json");
    // Two slashes open the comment key of Terraform's JSON.
    assertThat(filesIn(outdir).values())
        .allSatisfy(content ->
            assertThat(content)
                .doesNotContain(folder.toString(), System.getProperty("user.dir"))
                .doesNotContainPattern("\"/[^/]"));
  }

  private static JsonNode stack() throws IOException {
    return JSON.readTree(outdir.resolve("stacks/local-alpha/cdk.tf.json").toFile());
  }

  private static Map<String, String> filesIn(Path root) throws IOException {
    var contents = new TreeMap<String, String>();
    try (var paths = Files.walk(root)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        // One character per byte: equal texts are equal bytes.
        contents.put(
            root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
