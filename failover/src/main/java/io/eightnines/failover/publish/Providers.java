package io.eightnines.failover.publish;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.publish.ProviderSettings.At;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.clouddns.CloudDnsClients;
import io.eightnines.failover.publish.clouddns.CloudDnsRecords;
import io.eightnines.failover.publish.route53.Route53Clients;
import io.eightnines.failover.publish.route53.Route53Records;
import io.eightnines.failover.publish.update.TsigFile;
import io.eightnines.failover.publish.update.UpdateRecords;
import io.eightnines.time.Clocks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Name;

/** Makes publishers of their settings. Nothing is asked over the network. */
public final class Providers {
  /** The name that is published, and how the embedded name server answers for it. */
  public record Service(Name name, Name zone, Renderer.Terms terms) {}

  /**
   * What publishers live on.
   *
   * @param leads whether this daemon is the one that publishes
   */
  public record Means(
      BooleanSupplier leads,
      PublishTelemetry telemetry,
      RandomGenerator chance,
      Clocks clocks,
      Pause pause) {}

  /** A name server on the other side of the world answers in a third of that. */
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private Providers() {}

  public static Publishing open(List<ProviderSettings> all, Service service, Means means) {
    return new Publishing(
        all.stream().map(settings -> line(settings, service, means)).toList(), means.clocks());
  }

  private static Publishing.Line line(ProviderSettings settings, Service service, Means means) {
    Owner owner = Owner.of(service.name());
    List<ServerWatch> watches =
        settings.servers().stream()
            .map(server ->
                new ServerWatch(
                    new ServerWatch.Subject(
                        settings.name(),
                        server.getAddress().getHostAddress() + "#" + server.getPort(),
                        settings.times().visible()),
                    new DnsGenerationQuery(owner, server, ANSWER),
                    means.leads(),
                    means.telemetry(),
                    means.clocks()))
            .toList();
    PublisherWorker worker =
        new PublisherWorker(
            settings.name(),
            publisher(settings, service, means),
            settings.times().policy(),
            new PublisherWorker.Surroundings(
                means.leads(),
                plan -> watches.forEach(watch -> watch.accept(plan)),
                means.telemetry(),
                means.chance(),
                means.clocks()));
    return new Publishing.Line(worker, watches);
  }

  private static ProviderPublisher<?> publisher(
      ProviderSettings settings, Service service, Means means) {
    Owner owner = Owner.of(service.name());
    Renderer.Terms terms = service.terms();
    boolean overwrites = settings.overwrites();
    return switch (settings.at()) {
      case At.Route53 at ->
          new ProviderPublisher<>(
              new Route53Records(
                  Route53Clients.open(at.endpoint()),
                  at.zoneId(),
                  owner,
                  terms.ttlSeconds(),
                  new Allowance(at.requestsPerSecond(), means.clocks().ticker(), means.pause())),
              Renderer.weighted(terms, Route53Records.MAX_WEIGHT, aliases(at)),
              overwrites);
      case At.CloudDns at ->
          new ProviderPublisher<>(
              new CloudDnsRecords(
                  CloudDnsClients.open(at.endpoint()),
                  new CloudDnsRecords.Zone(at.project(), at.zone()),
                  owner,
                  terms.ttlSeconds(),
                  new Allowance(at.requestsPerSecond(), means.clocks().ticker(), means.pause())),
              Renderer.weighted(terms, CloudDnsRecords.MAX_WEIGHT, Map.of()),
              overwrites);
      case At.Primary at ->
          new ProviderPublisher<>(
              new UpdateRecords(
                  new UpdateRecords.Primary(
                      at.server(), at.zone() == null ? service.zone() : at.zone(), at.patience()),
                  TsigFile.read(at.keyFile()),
                  owner,
                  terms.ttlSeconds()),
              Renderer.equal(terms),
              overwrites);
    };
  }

  private static Map<EndpointId, Target.Alias> aliases(At.Route53 at) {
    Map<EndpointId, Target.Alias> aliases = new LinkedHashMap<>();
    at.loadBalancers().forEach((address, alias) -> aliases.put(new EndpointId(address), alias));
    return aliases;
  }
}
