package io.eightnines.cdktf;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import io.eightnines.cdktf.kubernetes.Manifests;
import io.eightnines.cdktf.rules.ManifestRules;
import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes stacks to {@code OUTDIR/stacks/NAME/cdk.tf.json}: those of a topology, or without one that
 * of the local fleet. Regions on Kubernetes get {@code OUTDIR/manifests/REGION.yaml}. The
 * composition root.
 */
public final class Synthesis {
  private static final String USAGE =
      """
      usage: Synthesis [TOPOLOGY] OUTDIR

      Writes OUTDIR/stacks/NAME/cdk.tf.json, which terraform takes as it is:
        with the YAML file TOPOLOGY, all stacks of its regions in clouds
        without, the stack of one region of the local fleet
      Also writes OUTDIR/manifests/REGION.yaml, which kubectl takes as it is, for each region of
      shape kubernetes.
      Exits with 1, having written nothing, if the topology, a stack or a manifest breaks a rule.\
      """;

  private Synthesis() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      System.out.println(USAGE);
      return;
    }
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      if (arguments.length == 1) {
        synthesise(Path.of(arguments[0]));
      } else {
        synthesise(TopologyFile.read(Path.of(arguments[0])), Path.of(arguments[1]));
      }
    } catch (NoSuchFileException e) {
      System.err.println("Synthesis: " + e.getFile() + ": no such file");
      System.exit(1);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("Synthesis: " + e.getMessage());
      System.exit(1);
    }
  }

  static void synthesise(Topology topology, Path outdir) throws IOException {
    var manifests = obeying(Manifests.of(topology));
    Node.find(System.getenv());
    Files.createDirectories(outdir);
    var draft = Files.createTempDirectory(outdir, "draft");
    try {
      var app = new App(AppConfig.builder().outdir(draft.toString()).build());
      new Stacks(app, topology).declare();
      app.synth();
      var written = Draft.read(draft.resolve("stacks"));
      written.obeying(topology.sites()).write(outdir.resolve("stacks"));
      write(manifests, outdir.resolve("manifests"));
    } finally {
      Draft.delete(draft);
    }
  }

  private static List<Manifests> obeying(List<Manifests> manifests) {
    for (var each : manifests) {
      Draft.refuse("the manifests", ManifestRules.check(each.name(), each.json()));
    }
    return manifests;
  }

  private static void write(List<Manifests> manifests, Path folder) throws IOException {
    for (var each : manifests) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(each.name() + ".yaml"), each.text());
    }
  }

  static void synthesise(Path outdir) throws IOException {
    Node.find(System.getenv());
    Files.createDirectories(outdir);
    var app = new App(AppConfig.builder().outdir(outdir.toString()).build());
    if (!app.getOutdir().equals(outdir.toString())) {
      throw new IllegalStateException(
          "CDKTF_OUTDIR: %s; expected it unset, for the argument %s names the folder"
              .formatted(app.getOutdir(), outdir));
    }

    new LocalRegionStack(app);

    app.synth();
  }
}
