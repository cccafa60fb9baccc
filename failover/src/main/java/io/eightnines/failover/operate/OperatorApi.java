package io.eightnines.failover.operate;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.eightnines.failover.control.ControlPlane;
import io.eightnines.failover.journal.JournalReader;
import io.eightnines.failover.journal.Publication;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.log.ReplicatedLog;
import io.eightnines.time.Clocks;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts what operators may ask and order into a daemon's HTTP server. */
public final class OperatorApi {
  /**
   * What operators ask and order.
   *
   * @param log whose members and snapshots they look after; what is decided goes through the plane
   */
  public record Subject(
      ControlPlane plane,
      WhyResource.Memories memories,
      JournalReader journal,
      ReplicatedLog log,
      Dns dns) {
    /**
     * The providers, and what they should serve.
     *
     * @param served the plan in service on this daemon
     * @param journal told of what is done by hand
     */
    public record Dns(Publishing publishing, Supplier<Plan> served, ByHand journal) {}

    /** Told of each publish by hand. */
    @FunctionalInterface
    public interface ByHand {
      void published(
          String publisher,
          long generation,
          ProviderPublisher.Outcome outcome,
          Publication.Manual by);
    }
  }

  /** Who they are, and by which clocks and chance they are served. */
  public record Desk(Credentials credentials, Clocks clocks, RandomGenerator chance) {}

  /** Two elections and a round trip; an operator at a prompt waits no longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** One that joins is brought up to date first, over a long way; a disk may be slow. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(10);

  private static final int ID_BYTES = 6;

  private OperatorApi() {}

  /** Without any credential everything here answers 401. */
  public static void install(
      ServerFactory server, Environment environment, Subject subject, Desk desk) {
    if (server instanceof AbstractServerFactory factory) {
      factory.setRegisterDefaultExceptionMappers(false);
    }
    GuessLimit guesses = new GuessLimit(desk.clocks().ticker());
    environment.jersey().register(new ProblemMapper());
    environment.jersey().register(new CallerFilter(desk.credentials(), guesses));
    environment.jersey().register(new WhyResource(subject.plane(), subject.memories()));
    environment
        .jersey()
        .register(new OrdersResource(subject.plane(), () -> newId(desk.chance()), PATIENCE));
    environment
        .jersey()
        .register(
            new MembersResource(
                subject.log(),
                subject.plane(),
                new MembersResource.Patience(PATIENCE, LONG_PATIENCE)));
    environment.jersey().register(new DnsResource(subject.dns()));
    environment.jersey().register(new SnapshotResource(subject.log(), LONG_PATIENCE));
    environment.jersey().register(new JournalResource(subject.journal(), desk.clocks().wall()));
  }

  private static String newId(RandomGenerator chance) {
    byte[] bytes = new byte[ID_BYTES];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
