package io.eightnines.gateway;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.http.ChainsResource;
import io.eightnines.gateway.http.DeepHealthResource;
import io.eightnines.gateway.http.DrawsResource;
import io.eightnines.gateway.http.KeysResource;
import io.eightnines.gateway.issue.PoolDrawMaker;
import io.eightnines.gateway.ledger.LedgerWatch;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.eightnines.gateway.metric.GatewayMetrics;
import io.eightnines.gateway.metric.GeneratorCollector;
import io.eightnines.gateway.metric.StateCollector;
import io.eightnines.gateway.reload.ConfigurationKeeper;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.gateway.signing.KeyRing;
import io.eightnines.gateway.signing.KnownSignatures;
import io.eightnines.gateway.time.Ticker;
import io.eightnines.http.CallerSettings;
import io.eightnines.http.HttpEdge;
import io.eightnines.http.Readiness;
import io.eightnines.time.Clocks;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import io.prometheus.client.servlet.jakarta.exporter.MetricsServlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** The gateway, wired on one page. */
public final class GatewayApplication extends Application<GatewayConfiguration> {

  private final InstantSource clock = InstantSource.system();
  private final Ticker ticker = System::nanoTime;

  /** Set by {@link #initialize}, which comes before all else. */
  private RememberedSource source = new RememberedSource(new FileConfigurationSourceProvider());

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
    source = new RememberedSource(bootstrap.getConfigurationSourceProvider());
    bootstrap.setConfigurationSourceProvider(source);
    bootstrap.addCommand(new KeygenCommand());
  }

  @Override
  public void run(GatewayConfiguration configuration, Environment environment) {
    CollectorRegistry registry = new CollectorRegistry();
    GatewayMetrics metrics = new GatewayMetrics(registry);
    Readiness readiness = new Readiness();
    KeyRing keys = SigningWiring.ring(configuration);

    CompletableFuture<Void> stocked = new CompletableFuture<>();
    Supply supply =
        new Supply(
            configuration.pool(),
            configuration.devices(),
            new Supply.Clocks(ticker, clock),
            new Supply.Told(metrics, () -> stocked.complete(null)));
    Pool pool = supply.pool();

    ConfigurationKeeper keeper =
        new ConfigurationKeeper(
            new Reloading(
                new Reloading.Source(source.file(), () -> read(environment)),
                configuration,
                supply.generators(),
                keys),
            clock,
            metrics::reloaded);

    LedgerSettings settings = configuration.ledger();
    ShardedLedger ledger =
        new LedgerWiring(
                settings,
                new PoolDrawMaker(
                    pool,
                    new PoolDrawMaker.Site(configuration.site(), supply.generators()::feeds),
                    clock,
                    keys),
                new KnownSignatures(keys::published),
                new Clocks(clock, ticker::nanos),
                metrics::committed)
            .open(configuration.stateDirectory());
    CompletableFuture<Void> _ =
        CompletableFuture.allOf(stocked, ledger.caughtUp()).thenRun(readiness::supplied);

    // Stopped in the reverse order, after the server has finished its requests.
    supply.manageBy(environment.lifecycle());
    environment.lifecycle().manage(keeper);
    environment.lifecycle().manage(ledger);
    environment.lifecycle().manage(new LedgerWatch(ledger::isBroken, Ending::now));
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
                ledger,
                configuration.limits().toLimits(),
                settings.patience().toJavaDuration(),
                ticker,
                metrics));
    environment.jersey().register(new ChainsResource(ledger));
    environment.jersey().register(new KeysResource(keys::published));
    environment
        .jersey()
        .register(
            new DeepHealthResource(
                readiness,
                new DeepHealthResource.Needs(
                    supply.generators()::feeds, pool, ledger, keeper::outcome)));

    environment.healthChecks().register("ledger", new LedgerCheck(ledger));
    registry.register(new StateCollector(pool, ledger));
    registry.register(new GeneratorCollector(supply.generators()::feeds));
    DefaultExports.register(registry);
    environment
        .admin()
        .addServlet("prometheus", new MetricsServlet(registry))
        .addMapping("/metrics");
  }

  /** Reads the file again, as strictly as at the start. */
  private GatewayConfiguration read(Environment environment)
      throws IOException, ConfigurationException {
    return new StrictConfigurationFactory<>(
            GatewayConfiguration.class,
            environment.getValidator(),
            environment.getObjectMapper(),
            "")
        .build(source, source.file().toString());
  }
}
