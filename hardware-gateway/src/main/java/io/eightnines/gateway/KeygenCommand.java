package io.eightnines.gateway;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.eightnines.gateway.signing.KeyFile;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code keygen PATH}: makes a signing key. It never overwrites one. */
final class KeygenCommand extends Command {

  KeygenCommand() {
    super("keygen", "Makes a new Ed25519 signing key in a file that does not exist yet");
  }

  @Override
  public void configure(Subparser subparser) {
    subparser.addArgument("path").help("the file to write, readable by its owner only");
  }

  @Override
  @SuppressWarnings("SystemOut") // a command's answer
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    var key = KeyFile.create(Path.of(namespace.getString("path"))).published();
    System.out.println("keyId " + key.keyId() + "\npublicKey " + key.publicKey());
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable fault) {
    cli.getStdErr().println(fault.getMessage());
  }
}
