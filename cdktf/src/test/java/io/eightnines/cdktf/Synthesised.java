package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.cdktf.provider.Providers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stacks of a topology, synthesised once for all tests by the program itself, in a process of
 * its own: when that has ended, so has node with its gigabyte.
 */
public final class Synthesised {
  /** A topology that needs every kind of stack. */
  public static final Path TOPOLOGY = Path.of("src", "test", "topology.yml");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Synthesised() {}

  private static final class Served {
    static final Providers PROVIDERS = start();

    private static Providers start() {
      try {
        return Providers.of(stacks());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Once {
    static final Path FOLDER = synthesise();
    static final SortedMap<String, String> TEXTS = texts(FOLDER.resolve("stacks"));
  }

  /** The files by the names of their stacks. */
  public static SortedMap<String, String> texts() {
    return Once.TEXTS;
  }

  /** What was written for a region on Kubernetes. */
  public static String manifests(String region) throws IOException {
    return Files.readString(Once.FOLDER.resolve("manifests").resolve(region + ".yaml"));
  }

  /** A stack by its name. */
  public static JsonNode stack(String name) {
    assertThat(texts()).containsKey(name);
    return read(texts().getOrDefault(name, ""));
  }

  /** All stacks. */
  public static List<JsonNode> stacks() {
    return texts().values().stream().map(Synthesised::read).toList();
  }

  /** The stand-ins for the providers of all stacks; they end with the tests' JVM. */
  public static Providers providers() {
    return Served.PROVIDERS;
  }

  /** Runs the program with these arguments. */
  public static Program.Outcome run(Path folder, String... arguments) throws Exception {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Synthesis.class.getName()));
    command.addAll(List.of(arguments));
    return Program.run(folder, command);
  }

  private static Path synthesise() {
    try {
      var folder = Files.createTempDirectory("synthesised");
      var run = run(folder, TOPOLOGY.toAbsolutePath().toString(), "out");
      assertThat(run.exitCode()).as(run.output()).isZero();
      return folder.resolve("out");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, String> texts(Path stacks) {
    var texts = new TreeMap<String, String>();
    try (var folders = Files.list(stacks)) {
      for (var stack : folders.toList()) {
        texts.put(stack.getFileName().toString(), Files.readString(stack.resolve("cdk.tf.json")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
