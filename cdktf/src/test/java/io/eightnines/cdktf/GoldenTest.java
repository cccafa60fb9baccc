package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stacks as they are checked in, so that a change of infrastructure is read as a difference.
 *
 * <p>The files were written by other runs: that they are the same to the byte shows also that equal
 * topologies give equal stacks. To accept a change: {@code -Deightnines.golden=write}, then look at
 * the difference.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("golden", "clouds");
  private static final String SUFFIX = ".tf.json";

  static Stream<String> stacks() {
    return Synthesised.texts().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void a_stack_is_what_is_checked_in(String name) throws IOException {
    var golden = GOLDEN.resolve(name + SUFFIX);
    var synthesised = Synthesised.texts().getOrDefault(name, "");
    if ("write".equals(System.getProperty("eightnines.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, synthesised);
    }

    assertThat(golden).exists();
    assertThat(Files.readString(golden)).isEqualTo(synthesised);
  }

  @Test
  void nothing_is_checked_in_that_is_no_stack() throws IOException {
    var expected = new TreeSet<String>();
    stacks().forEach(name -> expected.add(name + SUFFIX));
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void no_stack_holds_a_path_of_this_machine() {
    assertThat(Synthesised.texts().values())
        .allSatisfy(text ->
            assertThat(text)
                .doesNotContain(
                    System.getProperty("user.dir"),
                    System.getProperty("java.io.tmpdir"),
                    System.getProperty("user.home") + "/"));
  }
}
