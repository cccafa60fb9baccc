package io.eightnines.failover;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.Duration;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.Zone;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.probe.ProbePolicy;
import io.eightnines.failover.settings.DetectorSection;
import io.eightnines.failover.settings.DetectorSection.HoldDownSection;
import io.eightnines.failover.settings.DnsSection;
import io.eightnines.failover.settings.EndpointSection;
import io.eightnines.failover.settings.ProbeSection;
import io.eightnines.failover.settings.ZoneSection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;

/**
 * The daemon's YAML file. Required: {@code stateDirectory}, {@code zone}, {@code dns.address} and
 * {@code endpoints}; {@code probe} and {@code detector} have defaults for every key.
 */
@SuppressWarnings("NullAway.Init") // Validation refuses a file that leaves a field null.
public final class FailoverConfiguration extends Configuration {
  @JsonProperty @NotNull private Path stateDirectory;
  @JsonProperty @Valid @NotNull private ZoneSection zone;
  @JsonProperty @Valid @NotNull private DnsSection dns;

  @JsonProperty @Valid @NotNull
  private ProbeSection probe =
      new ProbeSection(
          Duration.milliseconds(100),
          "/health/ready",
          Duration.milliseconds(60),
          Duration.milliseconds(150));

  @JsonProperty @Valid @NotNull
  private DetectorSection detector =
      new DetectorSection(
          3,
          2,
          5,
          Duration.milliseconds(500),
          new HoldDownSection(Duration.seconds(1), Duration.seconds(60), Duration.seconds(60)),
          Duration.milliseconds(50));

  @Valid @NotNull private List<EndpointSection> endpoints;

  public Path stateDirectory() {
    return stateDirectory;
  }

  public Zone zone() {
    return zone.toZone();
  }

  public NameServer.Listen dns() {
    return dns.toListen();
  }

  public ProbePolicy probe() {
    return probe.toPolicy(detector().trip());
  }

  public DetectorPolicy detector() {
    return detector.toPolicy();
  }

  public Fleet fleet() {
    return fleet(endpoints);
  }

  /** Called by the binder, so that a fleet that cannot be is refused with its line. */
  @JsonProperty
  void setEndpoints(List<EndpointSection> endpoints) {
    boolean complete =
        endpoints.stream()
            .allMatch(e -> e.region() != null && e.address() != null && weighs(e) && ported(e));
    if (complete) {
      var _ = fleet(endpoints);
    }
    this.endpoints = List.copyOf(endpoints);
  }

  private static boolean weighs(EndpointSection e) {
    return e.weight() != null && e.weight() >= 0 && e.weight() <= 1000;
  }

  private static boolean ported(EndpointSection e) {
    return e.port() != null && e.port() >= 1 && e.port() <= 65_535;
  }

  private static Fleet fleet(List<EndpointSection> endpoints) {
    return new Fleet(endpoints.stream().map(EndpointSection::toEndpoint).toList());
  }
}
