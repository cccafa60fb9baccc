package io.eightnines.gateway;

import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.verify.PublishedKey;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.gateway.device.CharacterDevice;
import io.eightnines.gateway.device.Device;
import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.entropy.PoolFiller;
import io.eightnines.gateway.http.ChainsResource;
import io.eightnines.gateway.http.DeepHealthResource;
import io.eightnines.gateway.http.DrawsResource;
import io.eightnines.gateway.http.KeysResource;
import io.eightnines.gateway.issue.PoolDrawMaker;
import io.eightnines.gateway.ledger.Ledger;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.eightnines.gateway.metric.GatewayMetrics;
import io.eightnines.gateway.metric.StateCollector;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.gateway.settings.SigningSettings;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.gateway.signing.SigningKey;
import io.eightnines.gateway.time.Ticker;
import io.eightnines.http.CallerSettings;
import io.eightnines.http.HttpEdge;
import io.eightnines.http.Readiness;
import io.eightnines.time.Clocks;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import io.prometheus.client.servlet.jakarta.exporter.MetricsServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway, wired on one page. */
public final class GatewayApplication extends Application<GatewayConfiguration> {

  /** On average between the first attempt at reading a device and the second. */
  private static final Duration BEFORE_RETRY = Duration.ofMillis(10);

  private final InstantSource clock = InstantSource.system();
  private final Ticker ticker = System::nanoTime;

  /** {@code server FILE}, {@code check FILE} or {@code keygen PATH}. */
  public static void main(String[] arguments) throws Exception {
    new GatewayApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "hardware-gateway";
  }

  @Override
  public void initialize(Bootstrap<GatewayConfiguration> bootstrap) {
    bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
    bootstrap.addCommand(new KeygenCommand());
  }

  @Override
  public void run(GatewayConfiguration configuration, Environment environment) {
    CollectorRegistry registry = new CollectorRegistry();
    GatewayMetrics metrics = new GatewayMetrics(registry);
    Readiness readiness = new Readiness();
    SigningKey key = key(configuration);
    key.selfTest();

    List<GuardedDevice> devices = configuration.devices().stream().map(this::guarded).toList();
    Pool pool = new Pool(Math.toIntExact(configuration.pool().size().toBytes()));
    PoolFiller filler =
        new PoolFiller(
            pool,
            Math.toIntExact(configuration.pool().chunk().toBytes()),
            devices,
            (device, reading) -> {
              metrics.read(device, reading);
              if (reading instanceof DeviceReading.Fresh) {
                readiness.supplied();
              }
            });

    LedgerSettings settings = configuration.ledger();
    Ledger ledger =
        Ledger.open(
            configuration.stateDirectory(),
            settings.readers(),
            settings.seat(),
            new Clocks(clock, ticker::nanos));
    LedgerWriter writer =
        new LedgerWriter(
            ledger,
            new PoolDrawMaker(pool, uses(configuration.site(), devices), clock, key),
            new LedgerWriter.Bounds(
                settings.queue(), settings.batch(), settings.drain().toJavaDuration()),
            ticker,
            metrics::committed);

    // Stopped in the reverse order, after the server has finished its requests.
    environment.lifecycle().manage(filler);
    environment.lifecycle().manage(ledger);
    environment.lifecycle().manage(writer);
    HttpEdge.install(
        configuration, environment, readiness, CallerSettings.tokens(configuration.callers()));
    // Compression would put a mark of its own on the ETag, which is to be the id of the draw.
    ((AbstractServerFactory) configuration.getServerFactory())
        .getGzipFilterFactory()
        .setEnabled(false);
    environment
        .jersey()
        .register(
            new DrawsResource(
                new DrawsResource.Ends(writer, ledger),
                configuration.limits().toLimits(),
                settings.patience().toJavaDuration(),
                ticker,
                metrics));
    environment.jersey().register(new ChainsResource(ledger));
    environment.jersey().register(new KeysResource(keys(key, configuration.signing())));
    environment
        .jersey()
        .register(
            new DeepHealthResource(readiness, new DeepHealthResource.Needs(devices, pool, writer)));

    environment.healthChecks().register("ledger", new LedgerCheck(writer));
    registry.register(
        new StateCollector(pool, writer, devices.stream().map(GuardedDevice::breaker).toList()));
    DefaultExports.register(registry);
    environment
        .admin()
        .addServlet("prometheus", new MetricsServlet(registry))
        .addMapping("/metrics");
  }

  private GuardedDevice guarded(DeviceSettings settings) {
    List<Device> candidates =
        settings.path().equals(DeviceSettings.AUTO)
            ? CharacterDevice.usual(settings.id())
            : List.of(new CharacterDevice(settings.id(), Path.of(settings.path())));
    List<GuardedDevice> guarded =
        candidates.stream().map(device -> guarded(device, settings)).toList();
    // Tried through its guards, a hung device cannot hold up the start.
    return guarded.stream()
        .limit(guarded.size() - 1L)
        .filter(device -> device.read(1) instanceof DeviceReading.Fresh)
        .findFirst()
        .orElse(guarded.getLast());
  }

  private GuardedDevice guarded(Device device, DeviceSettings settings) {
    return new GuardedDevice(
        device,
        new GuardedDevice.Patience(settings.timeLimit().toJavaDuration(), BEFORE_RETRY),
        new GuardedDevice.Surroundings(ticker, clock, RandomGenerator.getDefault()));
  }

  private static Map<String, GeneratorUse> uses(String site, List<GuardedDevice> devices) {
    return devices.stream()
        .map(GuardedDevice::device)
        .map(device -> new GeneratorUse(device.id(), device.model(), site, "untested"))
        .collect(Collectors.toMap(GeneratorUse::id, use -> use));
  }

  private static SigningKey key(GatewayConfiguration configuration) {
    SigningSettings signing = configuration.signing();
    Path file = configuration.stateDirectory().resolve(signing.keyFile());
    return signing.createIfMissing() && Files.notExists(file)
        ? KeyFile.create(file)
        : KeyFile.read(file);
  }

  private static PublishedKeys keys(SigningKey key, SigningSettings signing) {
    return new PublishedKeys(
        Stream.concat(
                Stream.of(key.published()),
                signing.retiredPublicKeys().stream().map(PublishedKey::ofRaw))
            .toList());
  }
}
