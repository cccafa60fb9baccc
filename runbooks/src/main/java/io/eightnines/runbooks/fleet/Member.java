package io.eightnines.runbooks.fleet;

import io.eightnines.runbooks.region.RegionCard;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of the fleet. */
public final class Member {
  private static final Duration GRACE = Duration.ofSeconds(8);

  /** A member that was trained writes its archive before it ends. */
  private static final Duration TRAINING_GRACE = Duration.ofMinutes(3);

  private static final int TAIL_LINES = 15;

  /** What a member is called, what it is, and where it answers. */
  record Identity(String name, Role role, URI base) {}

  /**
   * How its process is started.
   *
   * @param wrapper a command that runs the one that follows it; empty for none
   * @param byTerraform whether Terraform starts it, so that it is nobody's child
   * @param alike how many of its kind the fleet has
   */
  record Launch(Archives archives, List<String> wrapper, boolean byTerraform, int alike) {}

  /**
   * Until it is ready a gateway takes what the others leave: it compiles, reads its log and catches
   * up, for seconds, with all that a machine has.
   */
  private static final String MODEST_START =
      "test $(id -u) != 0 || echo 10 > /proc/self/autogroup; exec \"$0\" \"$@\"";

  private final String name;
  private final Role role;
  private final Path configuration;
  private final Path folder;
  private final Launch launch;
  private final URI ready;
  private final Body body;

  Member(Identity identity, Path configuration, Path folder, Launch launch) {
    this.name = identity.name();
    this.role = identity.role();
    this.launch = launch;
    this.configuration = configuration;
    this.folder = folder;
    this.ready = identity.base().resolve("/health/ready");
    this.body = launch.byTerraform() ? new Deployed(folder, card()) : child();
  }

  private Body child() {
    List<String> command = new ArrayList<>(launch.wrapper());
    // In a session of its own, a member gets its fair share of the processor as a machine of its
    // own would: one that starts and compiles cannot starve the others (sched(7), autogroup).
    command.add("setsid");
    if (role == Role.GATEWAY) {
      command.addAll(List.of("sh", "-c", MODEST_START));
    }
    command.addAll(java("server", configuration));
    return new Child(command, log());
  }

  private RegionCard card() {
    return new RegionCard(
        name,
        java("server", configuration),
        log(),
        base(),
        URI.create("http://%s:%d/metrics".formatted(base().getHost(), FleetLayout.ADMIN_PORT)));
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  Role role() {
    return role;
  }

  URI ready() {
    return ready;
  }

  /** The address and port that it will bind. */
  public URI base() {
    return ready.resolve("/");
  }

  /** What it has written for people. */
  public Path log() {
    return folder.resolve(name + ".log");
  }

  /** Starts the process; it need not be ready yet. */
  public void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    body.start();
  }

  private List<String> java(String verb, Path file) {
    return role.command(launch.alike(), launch.archives(), verb, file);
  }

  /** The file that it was started with. */
  public Path configuration() {
    return configuration;
  }

  /**
   * Restarts with another configuration file, as a deployment does it: the new file is checked
   * first, and the old process is not touched if it is refused.
   *
   * @return why it was refused; empty if the process now runs with it
   */
  public Optional<String> reconfigure(Path file) throws IOException, InterruptedException {
    Process check = new ProcessBuilder(java("check", file)).redirectErrorStream(true).start();
    check.getOutputStream().close();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (check.waitFor() != 0) {
      return Optional.of(said);
    }
    Files.copy(file, configuration, StandardCopyOption.REPLACE_EXISTING);
    askToStop();
    awaitStop();
    start();
    return Optional.empty();
  }

  /** Whether the process runs, hanging or not. */
  public boolean isAlive() {
    return body.process().filter(ProcessHandle::isAlive).isPresent();
  }

  /**
   * Gives a member that has started its share of the processors, where that is allowed (root):
   * elsewhere it has a machine of its own, and here it shares one with the whole fleet and its
   * load. A daemon gets a greater one, which it would take all of while it starts; a gateway gets
   * the same as others, and till then had less.
   */
  void settled() {
    switch (role) {
      case FAILOVER -> share("-10");
      case GATEWAY -> share("0");
      case API -> {
        // had its share from the start
      }
    }
  }

  private void share(String nice) {
    try {
      Files.writeString(Path.of("/proc", Long.toString(running().pid()), "autogroup"), nice);
    } catch (IOException notHere) {
      // Without it the fleet works as well, with less even times.
    }
  }

  /** The process that runs. */
  public long pid() {
    return running().pid();
  }

  /** Ends the process without a word, as a power cut does (SIGKILL); does not wait for the end. */
  public void kill() {
    var _ = running().destroyForcibly();
  }

  /** Starts the process anew once the killed one is gone. */
  public void revive() throws IOException {
    awaitEnd();
    start();
  }

  /** Waits until the process that was killed is gone. */
  public void awaitEnd() {
    body.process().ifPresent(killed -> killed.onExit().join());
  }

  /** Freezes the process: the kernel goes on taking its connections (SIGSTOP). */
  public void hang() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Whether the process ends by itself in time. */
  public boolean endsWithin(Duration limit) throws InterruptedException {
    Optional<ProcessHandle> process = body.process();
    try {
      if (process.isPresent()) {
        var _ = process.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    String pid = Long.toString(running().pid());
    int code = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + signal + " " + pid + " ended with " + code);
    }
  }

  private ProcessHandle running() {
    return body.process().orElseThrow(() -> new IllegalStateException(name + " does not run"));
  }

  /** Asks the process to end (SIGTERM). */
  void askToStop() {
    body.process().ifPresent(ProcessHandle::destroy);
  }

  /** Waits for the end, and makes it the end when it takes too long. */
  void awaitStop() {
    Duration grace = launch.archives().training() ? TRAINING_GRACE : GRACE;
    body.process()
        .ifPresent(process -> {
          try {
            process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
          } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
          } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Stops what an earlier fleet may have left behind, or this one is done with. */
  void forget() throws IOException {
    body.forget();
  }

  /** Whether Terraform runs it, and anybody may have it replaced. */
  public boolean isDeployed() {
    return launch.byTerraform();
  }

  /** The end of its log, for a person who wonders why it died. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
