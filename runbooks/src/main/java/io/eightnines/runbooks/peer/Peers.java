package io.eightnines.runbooks.peer;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Peers that run beside a fleet. */
public final class Peers implements AutoCloseable {
  private static final int GRACE_SECONDS = 3;

  /** A peer that lacks a part of itself ends within this time. */
  private static final int FIRST_MILLIS = 300;

  private final Map<Peer, Process> running = new LinkedHashMap<>();
  private final Thread onExit = new Thread(this::stop, "peers-stop");

  private Peers() {
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts peers that check a fleet's regions.
   *
   * @throws NotPossibleHereException if one is not installed, or ends at once
   */
  public static Peers start(List<Peer> peers, FleetLayout layout, Path folder) throws IOException {
    return start(Peer.Purpose.FAILOVER, peers, layout, folder);
  }

  /** The same, set up for something else than a drill. */
  public static Peers start(Peer.Purpose purpose, List<Peer> peers, FleetLayout layout, Path folder)
      throws IOException {
    for (Peer peer : peers) {
      if (!Files.isExecutable(peer.program())) {
        throw new NotPossibleHereException(
            "%s is missing (Debian: %s)".formatted(peer.program(), peer.packages()));
      }
    }
    Peers started = new Peers();
    try {
      for (Peer peer : peers) {
        started.launch(purpose, peer, layout, place(folder, peer));
      }
      for (Peer peer : peers) {
        started.requireRunning(peer, place(folder, peer));
      }
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void launch(Peer.Purpose purpose, Peer peer, FleetLayout layout, Path folder)
      throws IOException {
    for (Map.Entry<String, String> file : peer.files(purpose, layout, folder).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> command = new ArrayList<>(List.of("setsid", peer.program().toString()));
    command.addAll(peer.arguments(folder));
    running.put(
        peer,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start());
  }

  private void requireRunning(Peer peer, Path folder) throws IOException {
    Process process = Objects.requireNonNull(running.get(peer));
    try {
      if (process.waitFor(FIRST_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new NotPossibleHereException(
            "%s ended at once with exit code %d (does it need all of %s?); %s has what it said"
                .formatted(peer.program(), process.exitValue(), peer.packages(), log(folder)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + peer + " started");
    }
  }

  private static Path place(Path folder, Peer peer) {
    return folder.toAbsolutePath().resolve(peer.toString());
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
  }

  /** Where each answers, by name. */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    running.keySet().forEach(peer -> addresses.put(peer.toString(), peer.address()));
    return addresses;
  }

  /** The process of one that was started. */
  public long pid(Peer peer) {
    Process process = running.get(peer);
    if (process == null) {
      throw new IllegalArgumentException(peer + " was not started");
    }
    return process.pid();
  }

  private void stop() {
    running.values().forEach(Process::destroy);
    try {
      for (Process process : running.values()) {
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      running.values().forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // the hook is what stops them
    }
  }
}
