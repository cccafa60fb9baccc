package io.eightnines.failover;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.failover.command.ReplayCommand;
import io.eightnines.failover.command.RestoreCommand;
import io.eightnines.failover.control.Charters;
import io.eightnines.failover.control.ControlRoom;
import io.eightnines.failover.control.DecidingPlane;
import io.eightnines.failover.control.DecisionFold;
import io.eightnines.failover.control.Observer;
import io.eightnines.failover.control.Rehearsal;
import io.eightnines.failover.control.Timeline;
import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.Doubt;
import io.eightnines.failover.dns.Answers;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.Responder;
import io.eightnines.failover.dns.SharedChance;
import io.eightnines.failover.dns.guard.CookieSecrets;
import io.eightnines.failover.dns.guard.SecretsKeeper;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.dns.transfer.Transfers;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.journal.Journal;
import io.eightnines.failover.journal.JournalReader;
import io.eightnines.failover.journal.Notation;
import io.eightnines.failover.journal.PublishJournal;
import io.eightnines.failover.memory.PlanFile;
import io.eightnines.failover.memory.PlanKeeper;
import io.eightnines.failover.memory.WarmStart;
import io.eightnines.failover.operate.OperatorApi;
import io.eightnines.failover.operate.WhyResource;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.probe.Prober;
import io.eightnines.failover.probe.SelfWatch;
import io.eightnines.failover.publish.EmbeddedPublisher;
import io.eightnines.failover.publish.Providers;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.publish.secondary.Secondaries;
import io.eightnines.failover.publish.secondary.SecondaryTelemetry;
import io.eightnines.failover.status.HealthResource;
import io.eightnines.failover.status.JvmMetrics;
import io.eightnines.failover.status.PrometheusPublishTelemetry;
import io.eightnines.failover.status.PrometheusSecondaryTelemetry;
import io.eightnines.failover.status.PrometheusTelemetry;
import io.eightnines.failover.status.StatusResource;
import io.eightnines.failover.zone.RefusedZoneException;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.Zone;
import io.eightnines.failover.zone.ZoneKeeper;
import io.eightnines.log.Membership;
import io.eightnines.log.RatisLog;
import io.eightnines.time.Clocks;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.servlet.jakarta.exporter.MetricsServlet;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failover daemon: {@code server config.yml} runs it, {@code check config.yml} only reads. */
public class FailoverApplication extends Application<FailoverConfiguration> {
  /** So that a restart within a second and a clock set back by less still count on. */
  private static final long BALLOTS_PER_MILLI = 1000;

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
    bootstrap.addCommand(new ReplayCommand());
    bootstrap.addCommand(new RestoreCommand());
  }

  @Override
  public void run(FailoverConfiguration configuration, Environment environment) throws IOException {
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    Fleet fleet = configuration.fleet();
    CollectorRegistry registry = new CollectorRegistry();
    PrometheusTelemetry telemetry = new PrometheusTelemetry(registry);
    ZoneKeeper zone = zone(configuration, clocks, telemetry);

    PlanFile file = new PlanFile(configuration.stateDirectory());
    PlanKeeper keeper = new PlanKeeper(file, telemetry::notRemembered);
    WarmStart start = WarmStart.from(fleet, file.read(), clocks.wall().instant());
    EmbeddedPublisher publisher = new EmbeddedPublisher(start.plan());
    announce(start);
    telemetry.serving(start.plan());

    Journal journal =
        new Journal(
            configuration.stateDirectory().resolve("journal"),
            configuration.journal(),
            telemetry::notJournalled);
    Timeline timeline = new Timeline(telemetry);
    AtomicReference<Optional<RatisLog>> leadership = new AtomicReference<>(Optional.empty());
    PublishJournal publishes =
        new PublishJournal(journal, new PrometheusPublishTelemetry(registry), clocks.wall());
    Publishing publishing =
        publishing(
            configuration,
            zone.get(),
            new Providers.Means(
                () -> leadership.get().filter(FailoverApplication::leads).isPresent(),
                publishes,
                new SecureRandom(),
                clocks,
                Thread::sleep));
    publishing.accept(start.plan());
    PrometheusSecondaryTelemetry counts = new PrometheusSecondaryTelemetry(registry);
    Secondaries secondaries = secondaries(configuration, zone, publisher, counts, clocks);
    telemetry.publishAlerts(() ->
        Stream.concat(
                publishing.alerts().stream(), secondaries.alerts(clocks.wall().instant()).stream())
            .toList());
    DecisionFold decisions =
        new DecisionFold(
            new DecisionFold.Outlets(
                publisher,
                publisher,
                keeper.andThen(publishing).andThen(secondaries),
                journal,
                timeline,
                telemetry),
            clocks);
    Charter charter = configuration.charter();
    log.info("rehearsed: {} plans", Rehearsal.run(charter));
    RatisLog entries =
        RatisLog.open(configuration.replica(), configuration.stateDirectory(), decisions, clocks);
    leadership.set(Optional.of(entries));
    SelfWatch self = new SelfWatch(configuration.probe().rhythm().late(), clocks.moment());
    DetectorPolicy detector = configuration.detector();
    Observer observer =
        new Observer(
            new Observer.Rules(
                configuration.self(),
                fleet,
                detector,
                clocks.wall().instant().toEpochMilli() * BALLOTS_PER_MILLI,
                Observer.PRACTICE),
            new Observer.Outlets(
                command -> entries.propose(Notation.write(command)),
                () -> Charters.wanted(charter, publisher.get(), decisions.state()),
                (health, now) -> Doubt.of(detector, self.punctuality(), health.values(), now),
                timeline,
                telemetry),
            clocks);
    Prober prober =
        new Prober(fleet, configuration.probe(), clocks, self, observer::holdsDown, observer);
    TransferPolicy transfer = configuration.transfer().toPolicy();
    Responder responder =
        new Responder(
            new Answers(zone, configuration.geo(), Keyring.of(transfer)),
            publisher,
            new SharedChance(new SecureRandom()),
            telemetry::queried,
            new Transfers(transfer, zone, publisher, clocks.ticker(), counts::asked)::begin);
    CookieSecrets secrets = configuration.guard().toSecrets(new SecureRandom(), clocks.ticker());
    Shield shield =
        new Shield(
            configuration.guard().toPolicy(),
            secrets,
            clocks,
            new SecureRandom(),
            telemetry::guarded);
    NameServer nameServer = new NameServer(configuration.dns(), responder, shield, clocks.ticker());

    // Started in this order and stopped in the other: answers first come and last go.
    environment.lifecycle().manage(keeper);
    environment.lifecycle().manage(zone);
    environment.lifecycle().manage(new SecretsKeeper(secrets, telemetry::secretsNotTakenUp));
    environment.lifecycle().manage(nameServer);
    environment.lifecycle().manage(journal);
    environment.lifecycle().manage(new AutoCloseableManager(entries));
    environment.lifecycle().manage(publishing);
    environment.lifecycle().manage(secondaries);
    environment.lifecycle().manage(new ControlRoom(observer, prober));

    environment
        .jersey()
        .register(
            new StatusResource(
                zone,
                charter,
                new StatusResource.Views(
                    publisher,
                    start.age(),
                    decisions,
                    entries::membership,
                    observer,
                    publishing,
                    secondaries),
                clocks.wall()));
    environment.jersey().register(new HealthResource(nameServer::isServing));
    OperatorApi.install(
        configuration.getServerFactory(),
        environment,
        new OperatorApi.Subject(
            new DecidingPlane(decisions, entries),
            new WhyResource.Memories(decisions::changes, timeline::last),
            new JournalReader(configuration.stateDirectory().resolve("journal")),
            entries,
            new OperatorApi.Subject.Dns(publishing, publisher, publishes::byHand)),
        new OperatorApi.Desk(configuration.operators(), clocks, new SecureRandom()));
    JvmMetrics.register(registry);
    environment
        .admin()
        .addServlet("prometheus", new MetricsServlet(registry))
        .addMapping("/metrics");
  }

  private static ZoneKeeper zone(
      FailoverConfiguration configuration, Clocks clocks, PrometheusTelemetry telemetry) {
    try {
      return new ZoneKeeper(configuration.zone(), clocks.wall(), telemetry::zone);
    } catch (RefusedZoneException e) {
      throw new IllegalArgumentException("zone: " + e.getMessage(), e);
    }
  }

  /** Providers are told the name, TTL and number of addresses with which this server answers. */
  private static Publishing publishing(
      FailoverConfiguration configuration, Zone zone, Providers.Means means) {
    Service service = zone.service();
    return Providers.open(
        configuration.publishers(),
        new Providers.Service(
            service.name(),
            zone.name(),
            new Renderer.Terms(service.ttl().toSeconds(), service.answers())),
        means);
  }

  private static Secondaries secondaries(
      FailoverConfiguration configuration,
      Supplier<Zone> zone,
      Supplier<Plan> served,
      SecondaryTelemetry telemetry,
      Clocks clocks) {
    return Secondaries.open(
        configuration.transfer().toPolicy().secondaries(),
        new Secondaries.Terms(
            zone.get().name(),
            configuration.dns().address(),
            configuration.transfer().visibleWithin().toJavaDuration()),
        () -> zone.get().soa(served.get().generation()),
        telemetry,
        clocks);
  }

  /** Providers are written to by the daemon that leads; a change of leader is no matter to them. */
  private static boolean leads(RatisLog entries) {
    return entries.membership().role() == Membership.Role.LEADER;
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
