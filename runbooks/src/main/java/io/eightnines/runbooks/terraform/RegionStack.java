package io.eightnines.runbooks.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.runbooks.region.RegionCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** One region of the local fleet in the hands of Terraform: configuration, state, generation. */
public final class RegionStack {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Synthesised by module cdktf, where a test compares it with what the stack would be now. */
  private static final String SYNTHESISED = "/cdktf/local-region.tf.json";

  /** One that was left running by somebody who was killed ends within that time. */
  private static final String LOCK_TIMEOUT = "-lock-timeout=150s";

  private final Terraform terraform;
  private final Path fleet;
  private final String region;
  private final Path folder;

  private RegionStack(Path program, Path fleet, String region) {
    this.fleet = fleet.toAbsolutePath().normalize();
    this.region = region;
    this.folder = RegionCard.folder(fleet, region).resolve("terraform");
    this.terraform = new Terraform(program, folder);
  }

  /** Whether there is a terraform on the path. */
  public static boolean isPossible() {
    return Terraform.find().isPresent();
  }

  /**
   * The stack of a region; its folder is made and initialised if it was not.
   *
   * @param fleet the folder in which the fleet keeps its files
   * @throws IOException if there is no terraform, or it refuses
   */
  public static RegionStack open(Path fleet, String region)
      throws IOException, InterruptedException {
    Path program =
        Terraform.find()
            .orElseThrow(() ->
                new IOException("terraform is not on the path; version 1.5 or newer is needed"));
    RegionStack stack = new RegionStack(program, fleet, region);
    stack.initialise();
    return stack;
  }

  private void initialise() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve("cdk.tf.json");
    byte[] wanted = synthesised();
    boolean same = Files.exists(file) && Arrays.equals(wanted, Files.readAllBytes(file));
    if (!same) {
      Files.write(file, wanted);
    }
    if (!same || Files.notExists(folder.resolve(".terraform"))) {
      terraform.run(List.of("init", "-input=false", "-no-color"));
    }
  }

  private static byte[] synthesised() throws IOException {
    try (InputStream in = RegionStack.class.getResourceAsStream(SYNTHESISED)) {
      if (in == null) {
        throw new IOException("this build has no " + SYNTHESISED);
      }
      return in.readAllBytes();
    }
  }

  /** The generation that was applied last, well or not; empty if none was. */
  public OptionalLong generation() throws IOException, InterruptedException {
    JsonNode state = JSON.readTree(terraform.run(List.of("show", "-json", "-no-color")));
    JsonNode triggers =
        state.path("values").path("root_module").path("resources").path(0).path("values");
    JsonNode generation = triggers.path("triggers_replace").path(0);
    if (generation.isMissingNode()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(generation.asLong());
  }

  /** Makes the region be of a generation: stopped and started if it was of another. */
  public void apply(long generation) throws IOException, InterruptedException {
    terraform.run(command("apply", generation));
  }

  /** Stops the region, and forgets it. */
  public void destroy() throws IOException, InterruptedException {
    terraform.run(command("destroy", 1));
  }

  private List<String> command(String verb, long generation) {
    return List.of(
        verb,
        "-auto-approve",
        "-input=false",
        "-no-color",
        LOCK_TIMEOUT,
        "-var=generation=" + generation,
        "-var=region=" + region,
        "-var=fleet=" + fleet,
        "-var=launcher=" + fleet.resolve("eightnines"));
  }
}
