package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  private @TempDir Path folder;
  private Path node = Path.of("node");

  @BeforeEach
  void makeAnExecutable() throws IOException {
    var mayRun = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    node = Files.createFile(folder.resolve("node"), mayRun);
  }

  @Test
  void node_is_found_on_the_path() {
    assertThat(Node.find(Map.of("PATH", "/nowhere:" + folder))).isEqualTo(node);
  }

  @Test
  void a_named_node_comes_before_the_path() {
    var environment = Map.of("JSII_NODE", node.toString(), "PATH", "/nowhere");

    assertThat(Node.find(environment)).isEqualTo(node);
  }

  @Test
  void no_node_on_the_path_is_an_error_that_says_what_to_do() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Node.find(Map.of("PATH", "/nowhere")))
        .withMessage(
            "PATH: /nowhere; expected a folder with node 20 or newer, or JSII_NODE to name it");
  }

  @Test
  void a_named_node_that_is_not_there_is_an_error_even_with_one_on_the_path() {
    var environment = Map.of("JSII_NODE", "/nowhere/node", "PATH", folder.toString());

    assertThatIllegalStateException()
        .isThrownBy(() -> Node.find(environment))
        .withMessage(
            "JSII_NODE: /nowhere/node; expected the path of an executable node 20 or newer");
  }
}
