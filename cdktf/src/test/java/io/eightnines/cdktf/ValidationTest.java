package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.cdktf.provider.Providers;
import io.eightnines.cdktf.provider.Terraform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stack in the hands of the real terraform, which asks a schema server about resources. */
class ValidationTest {
  private static @Nullable Providers providers;
  private @TempDir Path folder = Path.of("");

  @BeforeAll
  static void serveTheSchemas() throws Exception {
    Terraform.assumeItIsHere();
    providers = Providers.of(Synthesised.stacks());
  }

  @AfterAll
  static void stop() {
    if (providers != null) {
      providers.close();
    }
  }

  static Stream<String> stacks() {
    return Synthesised.texts().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void terraform_finds_no_fault_in_a_stack(String name) throws Exception {
    var terraform = initialised(Synthesised.texts().getOrDefault(name, ""));

    assertThat(terraform.succeeds("validate")).contains("The configuration is valid");
  }

  private Terraform initialised(String stack) throws Exception {
    Files.writeString(folder.resolve("cdk.tf.json"), stack);
    assertThat(providers).isNotNull();
    var terraform = new Terraform(folder, providers);
    terraform.succeeds("init", "-backend=false", "-input=false");
    return terraform;
  }
}
