package io.eightnines.gateway;

import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.eightnines.gateway.device.CharacterDevice;
import io.eightnines.gateway.device.Device;
import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.device.HttpDevice;
import io.eightnines.gateway.device.SimulatedDevice;
import io.eightnines.gateway.device.TcpDevice;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.entropy.Generators;
import io.eightnines.gateway.entropy.Mixer;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.PoolSettings;
import io.eightnines.gateway.settings.SourceSettings;
import io.eightnines.gateway.time.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** The supply of random bits, wired on one page: devices, guards, tests, mixer and pool. */
final class Supply {

  /** On average between the first attempt at reading a device and the second. */
  private static final Duration BEFORE_RETRY = Duration.ofMillis(10);

  private final PoolSettings settings;
  private final GuardedDevice.Surroundings surroundings;
  private final Feed.Observer observer;
  private final Pool pool;
  private final Semaphore stocked = new Semaphore(0);
  private final Generators generators;
  private final Mixer mixer;

  /** Elapsed time and wall time. */
  record Clocks(Ticker ticker, InstantSource wall) {}

  /** Told of what comes of the generators, and whenever the pool got some bits. */
  record Told(Feed.Observer observer, Runnable supplied) {}

  /** A supply that gives nothing yet. */
  Supply(PoolSettings settings, List<DeviceSettings> devices, Clocks clocks, Told told) {
    this.settings = settings;
    this.surroundings =
        new GuardedDevice.Surroundings(
            clocks.ticker(), clocks.wall(), RandomGenerator.getDefault());
    this.observer = told.observer();
    this.pool = new Pool(Math.toIntExact(settings.size().toBytes()));
    this.generators = new Generators(settings.mixed(), devices, this::feed);
    this.mixer = new Mixer(pool, generators, stocked, told.supplied());
  }

  Pool pool() {
    return pool;
  }

  Generators generators() {
    return generators;
  }

  Mixer mixer() {
    return mixer;
  }

  /** The mixer ends first, then the generators. */
  void manageBy(LifecycleEnvironment lifecycle) {
    lifecycle.manage(generators);
    lifecycle.manage(mixer);
  }

  private Feed feed(DeviceSettings device) {
    return new Feed(
        new Feed.Setup(
            guarded(device), device.health().rules(), Math.toIntExact(settings.chunk().toBytes())),
        pool,
        observer,
        stocked::release);
  }

  private GuardedDevice guarded(DeviceSettings device) {
    List<GuardedDevice> candidates =
        candidates(device).stream().map(each -> guarded(each, device)).toList();
    // Tried through its guards, a hung device cannot hold up the start.
    GuardedDevice chosen =
        candidates.stream()
            .limit(candidates.size() - 1L)
            .filter(each -> each.read(1) instanceof DeviceReading.Fresh)
            .findFirst()
            .orElse(candidates.getLast());
    candidates.stream().filter(each -> each != chosen).forEach(GuardedDevice::close);
    return chosen;
  }

  private GuardedDevice guarded(Device device, DeviceSettings settings) {
    return new GuardedDevice(
        device,
        new GuardedDevice.Patience(settings.timeLimit().toJavaDuration(), BEFORE_RETRY),
        surroundings);
  }

  /** What the device may be, the best first. */
  private static List<Device> candidates(DeviceSettings settings) {
    String id = settings.id();
    Duration patience = settings.timeLimit().toJavaDuration();
    return switch (settings.source()) {
      case SourceSettings.File file when file.path().equals(SourceSettings.File.AUTO) ->
          CharacterDevice.usual(id, settings.model());
      case SourceSettings.File(String path) ->
          List.of(
              new CharacterDevice(
                  id,
                  settings.model().orElse(CharacterDevice.named(Path.of(path))),
                  Path.of(path)));
      case SourceSettings.Http http ->
          List.of(
              new HttpDevice(
                  id,
                  settings.model().orElse("HTTP appliance"),
                  new HttpDevice.Place(
                      http.url(), http.authorizationFile().map(Path::of), http.certificateSha256()),
                  patience));
      case SourceSettings.Tcp tcp ->
          List.of(
              new TcpDevice(
                  id,
                  settings.model().orElse("TCP stream"),
                  new TcpDevice.Place(tcp.host(), tcp.port(), tcp.certificateSha256()),
                  patience));
      case SourceSettings.Simulator simulator ->
          List.of(new SimulatedDevice(id, new SecureRandom(), simulator.faultFile().map(Path::of)));
    };
  }
}
