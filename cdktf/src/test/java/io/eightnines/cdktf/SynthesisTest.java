package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
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
  void a_local_region_is_one_resource_that_is_replaced_by_a_new_generation() throws IOException {
    var resources = stack().at("/resource");

    assertThat(resources.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("terraform_data");
    assertThat(resources.at("/terraform_data").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("region");
    assertThat(resources.at("/terraform_data/region/triggers_replace"))
        .isEqualTo(JSON.readTree("[\"${var.generation}\"]"));
  }

  @Test
  void every_variable_must_be_given_and_is_checked() throws IOException {
    var variables = stack().at("/variable");

    assertThat(variables.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("fleet", "generation", "launcher", "region");
    assertThat(variables)
        .allSatisfy(variable -> {
          assertThat(variable.has("default")).isFalse();
          assertThat(variable.at("/nullable").asBoolean(true)).isFalse();
          assertThat(variable.at("/validation")).hasSize(1);
        });
  }

  @Test
  void names_reach_the_shell_in_its_environment_only() throws IOException {
    var provisioners = stack().at("/resource/terraform_data/region/provisioner");

    assertThat(provisioners).hasSize(2);
    assertThat(provisioners)
        .allSatisfy(each ->
            assertThat(each.at("/local-exec/command").asText()).doesNotContain("${", "self."));
    assertThat(provisioners.get(0).at("/local-exec").has("when")).isFalse();
    assertThat(provisioners.get(1).at("/local-exec/when").asText()).isEqualTo("destroy");
  }

  /** To accept a change: -Deightnines.golden=write, then look at the difference. */
  @Test
  void what_is_used_without_node_is_what_is_synthesised() throws IOException {
    var golden = Path.of("golden", "local-region.tf.json");
    var synthesised =
        JSON.copy()
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(JSON.convertValue(stack(), Object.class))
            + "\n";
    if ("write".equals(System.getProperty("eightnines.golden"))) {
      Files.writeString(golden, synthesised);
    }

    assertThat(golden).hasContent(synthesised);
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
    assertThat(filesIn(outdir))
        .containsOnlyKeys("manifest.json", "stacks/local-region/cdk.tf.json");
    // Two slashes open the comment key of Terraform's JSON.
    assertThat(filesIn(outdir).values())
        .allSatisfy(content ->
            assertThat(content)
                .doesNotContain(folder.toString(), System.getProperty("user.dir"))
                .doesNotContainPattern("\"/[^/]"));
  }

  private static JsonNode stack() throws IOException {
    return JSON.readTree(outdir.resolve("stacks/local-region/cdk.tf.json").toFile());
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
