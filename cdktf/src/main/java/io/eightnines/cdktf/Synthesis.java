package io.eightnines.cdktf;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes every stack to {@code OUTDIR/stacks/NAME/cdk.tf.json}. The composition root. */
public final class Synthesis {
  private Synthesis() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Synthesis OUTDIR");
      System.exit(2);
    }
    try {
      synthesise(Path.of(arguments[0]));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("Synthesis: " + e.getMessage());
      System.exit(1);
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
