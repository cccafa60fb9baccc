package io.eightnines.api;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.eightnines.api.draw.ChainsResource;
import io.eightnines.api.draw.DrawCache;
import io.eightnines.api.draw.DrawsResource;
import io.eightnines.api.draw.KeysResource;
import io.eightnines.api.gateway.Gateways;
import io.eightnines.api.health.DeepHealthResource;
import io.eightnines.api.metric.GatewayCollector;
import io.eightnines.api.metric.RequestMetrics;
import io.eightnines.client.channel.ChannelPolicy;
import io.eightnines.client.channel.ResilientChannel;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.http.CallerSettings;
import io.eightnines.http.HttpEdge;
import io.eightnines.http.Readiness;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import io.prometheus.client.servlet.jakarta.exporter.MetricsServlet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The API, wired on one page. */
public final class ApiApplication extends Application<ApiConfiguration> {

  private final InstantSource clock = InstantSource.system();
  private final LongSupplier ticker = System::nanoTime;

  /** {@code server FILE} or {@code check FILE}. */
  public static void main(String[] arguments) throws Exception {
    new ApiApplication().run(arguments);
  }

  @Override
  public String getName() {
    return "api";
  }

  @Override
  public void initialize(Bootstrap<ApiConfiguration> bootstrap) {
    bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
  }

  @Override
  public void run(ApiConfiguration configuration, Environment environment) {
    Readiness readiness = new Readiness();
    Duration patience = configuration.patience().toJavaDuration();

    ResilientChannel channel =
        ResilientChannel.open(
            configuration.gateways().stream().map(GatewaySettings::endpoint).toList(),
            ChannelPolicy.defaults().withOneRetry());
    environment.lifecycle().manage(new AutoCloseableManager(channel));
    CompletableFuture<Void> _ = channel.warm().thenRun(readiness::supplied);
    Gateways gateways =
        new Gateways(channel, GatewayToken.read(configuration.gatewayTokenFile()), clock, ticker);
    DrawCache cache = new DrawCache(configuration.drawCache().toBytes());

    CollectorRegistry registry = new CollectorRegistry();
    DefaultExports.register(registry);
    registry.register(new GatewayCollector(gateways, cache));
    environment
        .admin()
        .addServlet("prometheus", new MetricsServlet(registry))
        .addMapping("/metrics");

    HttpEdge.install(
        configuration, environment, readiness, CallerSettings.tokens(configuration.customers()));
    environment.jersey().register(new RequestMetrics(registry, ticker));
    environment.jersey().register(new DrawsResource(gateways, cache, patience));
    environment.jersey().register(new ChainsResource(gateways, patience));
    environment.jersey().register(new KeysResource(gateways, patience));
    environment
        .jersey()
        .register(new DeepHealthResource(configuration.region(), readiness, gateways));
  }
}
