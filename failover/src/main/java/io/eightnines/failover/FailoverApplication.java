package io.eightnines.failover;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.failover.control.ControlLoop;
import io.eightnines.failover.control.ControlRoom;
import io.eightnines.failover.dns.Answers;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.Responder;
import io.eightnines.failover.dns.Zone;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.memory.PlanFile;
import io.eightnines.failover.memory.PlanKeeper;
import io.eightnines.failover.memory.WarmStart;
import io.eightnines.failover.probe.Prober;
import io.eightnines.failover.publish.EmbeddedPublisher;
import io.eightnines.failover.status.HealthResource;
import io.eightnines.failover.status.PrometheusTelemetry;
import io.eightnines.failover.status.StatusResource;
import io.eightnines.failover.time.Clocks;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import io.prometheus.client.servlet.jakarta.exporter.MetricsServlet;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failover daemon: {@code server config.yml} runs it, {@code check config.yml} only reads. */
public class FailoverApplication extends Application<FailoverConfiguration> {
  private static final Logger log = LoggerFactory.getLogger(FailoverApplication.class);

  public static void main(String[] args) throws Exception {
    new FailoverApplication().run(args);
  }

  @Override
  public String getName() {
    return "failover";
  }

  @Override
  public void initialize(Bootstrap<FailoverConfiguration> bootstrap) {
    bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
  }

  @Override
  public void run(FailoverConfiguration configuration, Environment environment) {
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    Fleet fleet = configuration.fleet();
    Zone zone = configuration.zone();
    CollectorRegistry registry = new CollectorRegistry();
    PrometheusTelemetry telemetry = new PrometheusTelemetry(registry);

    PlanFile file = new PlanFile(configuration.stateDirectory());
    PlanKeeper keeper = new PlanKeeper(file, telemetry::notRemembered);
    WarmStart start = WarmStart.from(fleet, file.read(), clocks.wall().instant());
    EmbeddedPublisher publisher = new EmbeddedPublisher(start.plan());
    announce(start);
    telemetry.serving(start.plan());

    ControlLoop control =
        new ControlLoop(
            new ControlLoop.Rules(fleet, configuration.detector()),
            new ControlLoop.Outlets(publisher, keeper, telemetry),
            clocks,
            start);
    Prober prober = new Prober(fleet, configuration.probe(), clocks, control);
    Responder responder =
        new Responder(new Answers(zone), publisher, new SecureRandom(), telemetry::queried);
    NameServer nameServer = new NameServer(configuration.dns(), responder, clocks.ticker());

    // Started in this order and stopped in the other: answers first come and last go.
    environment.lifecycle().manage(keeper);
    environment.lifecycle().manage(nameServer);
    environment.lifecycle().manage(new ControlRoom(control, prober));

    environment.jersey().register(new StatusResource(zone, control::situation, clocks.wall()));
    environment.jersey().register(new HealthResource(nameServer::isServing));
    DefaultExports.register(registry);
    environment
        .admin()
        .addServlet("prometheus", new MetricsServlet(registry))
        .addMapping("/metrics");
  }

  private static void announce(WarmStart start) {
    start.refusals().forEach(refusal -> log.warn("remembered plan: {}", refusal));
    start
        .age()
        .ifPresentOrElse(
            age ->
                log.info(
                    "plan {} carries on from one remembered for {} s: {}",
                    start.plan().generation(),
                    age.toSeconds(),
                    start.plan().summary()),
            () ->
                log.info(
                    "no plan is remembered: the whole fleet is served: {}",
                    start.plan().summary()));
  }
}
