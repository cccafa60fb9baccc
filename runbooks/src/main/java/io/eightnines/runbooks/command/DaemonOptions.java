package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Reply;
import io.eightnines.runbooks.operate.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which daemons are asked, as whom, and how their answers are shown. */
final class DaemonOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--daemon",
      paramLabel = "URL",
      description =
          "A daemon to ask; may be repeated, the next is asked when one does not answer (default:"
              + " ${DEFAULT-VALUE}, the local fleet).",
      defaultValue = "http://127.0.3.1:8080,http://127.0.3.2:8080,http://127.0.3.3:8080",
      split = ",")
  List<String> daemons = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Where your bearer token is (default: the local fleet's operator alice,"
              + " target/fleet/alice.token).")
  @Nullable Path tokenFile;

  @Option(
      names = "--insecure-plain-http",
      description = "Send the token over plain HTTP beyond this machine, where others can read it.")
  boolean insecurePlainHttp;

  @Option(
      names = "--authority",
      paramLabel = "FILE",
      description =
          "PEM certificates of those who may vouch for the daemons at https (default: whom the Java"
              + " runtime believes).")
  @Nullable Path authority;

  @Option(names = "--json", description = "Print the daemon's answer as it came.")
  boolean json;

  /** The daemons, asked with a token, without which they tell nothing but their status. */
  Daemons known() throws IOException {
    Path file = Optional.ofNullable(tokenFile).orElseGet(DaemonOptions::localToken);
    if (!Files.isReadable(file)) {
      throw wrong("--token-file is '" + file + "', expected a file that can be read");
    }
    String token = Files.readString(file).strip();
    if (!token.matches("[!-~]{1,1000}")) {
      throw wrong("--token-file is '" + file + "', expected it to hold a token and nothing else");
    }
    for (URI each : addresses()) {
      if (!insecurePlainHttp && !isPrivate(each)) {
        throw wrong(
            "--daemon is '"
                + each
                + "', expected https, or this machine: the token would travel in the clear; see"
                + " --insecure-plain-http");
      }
    }
    return new Daemons(addresses(), Optional.of(token), trust());
  }

  /** The daemons, asked by nobody in particular. */
  Daemons open() {
    return new Daemons(addresses(), Optional.empty(), trust());
  }

  boolean hasToken() {
    return tokenFile != null || Files.isReadable(localToken());
  }

  PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  /** Shows an answer, and says with which code the command ends. */
  int show(Reply reply, Function<Reply, String> page) {
    if (json) {
      out().println(reply.body().toPrettyString());
    } else if (reply.isDone()) {
      out().print(page.apply(reply));
    }
    out().flush();
    if (!reply.isDone() && !json) {
      fail(reply.problem());
    }
    return reply.isDone() ? 0 : Eightnines.FAILED;
  }

  void fail(String why) {
    err().println("eightnines: " + why);
    err().flush();
  }

  ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private SSLContext trust() {
    if (authority == null) {
      return Trust.ofRuntime();
    }
    try {
      return Trust.in(authority);
    } catch (IOException e) {
      throw wrong(
          "--authority is '%s', expected a file of PEM certificates: %s"
              .formatted(authority, e.getMessage()));
    }
  }

  private List<URI> addresses() {
    return daemons.stream().map(this::address).toList();
  }

  private URI address(String text) {
    try {
      URI address = URI.create(text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // said below, in our own words
    }
    throw wrong("--daemon is '" + text + "', expected a URL such as http://127.0.3.1:8080");
  }

  private static boolean isPrivate(URI daemon) {
    String host = daemon.getHost();
    return "https".equals(daemon.getScheme())
        || host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static Path localToken() {
    return Eightnines.work().resolve("fleet").resolve("alice.token");
  }
}
