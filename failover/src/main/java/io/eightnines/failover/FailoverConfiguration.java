package io.eightnines.failover;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.validation.ValidationMethod;
import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.journal.JournalPolicy;
import io.eightnines.failover.operate.Credentials;
import io.eightnines.failover.probe.ProbePolicy;
import io.eightnines.failover.publish.ProviderSettings;
import io.eightnines.failover.settings.Connectors;
import io.eightnines.failover.settings.DetectorSection;
import io.eightnines.failover.settings.DnsSection;
import io.eightnines.failover.settings.EndpointSection;
import io.eightnines.failover.settings.GeoSection;
import io.eightnines.failover.settings.GuardSection;
import io.eightnines.failover.settings.JournalSection;
import io.eightnines.failover.settings.OperatorSection;
import io.eightnines.failover.settings.PlanSection;
import io.eightnines.failover.settings.ProbeSection;
import io.eightnines.failover.settings.PublisherSection;
import io.eightnines.failover.settings.ReplicationSection;
import io.eightnines.failover.settings.TransferSection;
import io.eightnines.failover.settings.ZoneSection;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.VotePolicy;
import io.eightnines.failover.zone.ZoneSource;
import io.eightnines.log.LogPolicy;
import io.eightnines.log.Replica;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's YAML file. Required: {@code stateDirectory}, {@code zone}, {@code dns.address} and
 * {@code endpoints}; {@code probe} and {@code detector} have defaults for every key.
 */
@SuppressWarnings("NullAway.Init") // Validation refuses a file that leaves a field null.
public final class FailoverConfiguration extends Configuration {
  @JsonProperty @NotNull private Path stateDirectory;
  @JsonProperty @Valid @NotNull private ZoneSection zone;
  @JsonProperty @Valid @NotNull private DnsSection dns;

  @JsonProperty @Valid @NotNull private ProbeSection probe = ProbeSection.ofDefaults();

  @JsonProperty @Valid @NotNull private DetectorSection detector = DetectorSection.ofDefaults();

  /** Grows with each change of what all daemons must agree on; see {@link Charter}. */
  @JsonProperty
  @NotNull
  @Min(1)
  private Long revision = 1L;

  @JsonProperty @Valid private @Nullable ReplicationSection replication;

  @JsonProperty @Valid @NotNull private PlanSection plan = PlanSection.ofDefaults();

  @JsonProperty @Valid @NotNull private JournalSection journal = JournalSection.ofDefaults();

  private @Nullable GeoSection geo;

  @Valid @NotNull private List<EndpointSection> endpoints;

  @Valid @NotNull private List<OperatorSection> operators = List.of();

  @Valid @NotNull private List<PublisherSection> publishers = List.of();

  /** Lets operators' tokens travel in the clear beyond this machine. */
  @JsonProperty private boolean insecurePlainHttp;

  public Path stateDirectory() {
    return stateDirectory;
  }

  public ZoneSource zone() {
    return zone.toSource();
  }

  /** Who is nearest to which region; nobody, unless the file says so. */
  public GeoTable geo() {
    return geo == null ? GeoTable.NONE : geo.toTable();
  }

  public NameServer.Listen dns() {
    return dns.toListen();
  }

  /** What the name server gives to strangers. */
  public GuardSection guard() {
    return dns.guard();
  }

  /** Who may have the whole zone, and is told when it changes. */
  public TransferSection transfer() {
    return dns.transfer();
  }

  public ProbePolicy probe() {
    return probe.toPolicy(detector());
  }

  public DetectorPolicy detector() {
    return detector.toPolicy();
  }

  /** The name of a daemon that decides alone. */
  private static final ObserverId ALONE = new ObserverId("alone");

  public ObserverId self() {
    return replication == null ? ALONE : new ObserverId(replication.self());
  }

  /** Who this daemon is in its group, and whom it works with. */
  public Replica replica() {
    return replication == null ? Replica.alone(LogPolicy.DEFAULT) : replication.toReplica();
  }

  public JournalPolicy journal() {
    return journal.toPolicy();
  }

  /** What this file wants all daemons to decide about, and by which rules. */
  public Charter charter() {
    Map<EndpointId, Long> capacity = new LinkedHashMap<>();
    for (EndpointSection endpoint : endpoints) {
      if (endpoint.capacity() != null) {
        capacity.put(endpoint.toEndpoint().id(), endpoint.capacity());
      }
    }
    VotePolicy votes =
        replication == null ? ReplicationSection.alone(ALONE) : replication.toVotePolicy();
    return new Charter(revision, 0, fleet(), votes, plan.toPolicy(capacity));
  }

  public Fleet fleet() {
    return fleet(endpoints);
  }

  /** The providers that the service's name is published to, beside the embedded name server. */
  public List<ProviderSettings> publishers() {
    return publishers.stream().map(PublisherSection::toSettings).toList();
  }

  /** Called by the binder, so that two for one place are refused with their line. */
  @JsonProperty
  void setPublishers(List<PublisherSection> publishers) {
    PublisherSection.checkTogether(publishers);
    this.publishers = List.copyOf(publishers);
  }

  /** Who may ask and order; nobody, unless the file names somebody. */
  public Credentials operators() {
    return new Credentials(operators.stream().map(OperatorSection::toCredential).toList());
  }

  /** Called by the binder, so that two who cannot be told apart are refused with their line. */
  @JsonProperty
  void setOperators(List<OperatorSection> operators) {
    if (operators.stream().allMatch(OperatorSection::isComplete)) {
      var _ = new Credentials(operators.stream().map(OperatorSection::toCredential).toList());
    }
    this.operators = List.copyOf(operators);
  }

  /** Whoever reads a token on its way can give orders. */
  @ValidationMethod(
      message =
          "server.applicationConnectors: expected type https, or a loopback bindHost such as"
              + " 127.0.0.1, because operators send tokens; or set insecurePlainHttp: true")
  @JsonIgnore
  public boolean isTokenSafe() {
    return operators.isEmpty() || insecurePlainHttp || Connectors.areSafe(getServerFactory());
  }

  /** Virtual threads can lock up a cold JVM for good: docs/decisions/0420. */
  @ValidationMethod(message = "server.enableVirtualThreads: expected false, or no such key")
  @JsonIgnore
  public boolean isOnPlatformThreads() {
    return !(getServerFactory() instanceof AbstractServerFactory server
        && server.isEnableVirtualThreads());
  }

  /** What one section says must fit the other. */
  @ValidationMethod(message = "detector.tripSpan: expected at least twice probe.interval")
  @JsonIgnore
  public boolean isTripLongerThanTwoProbes() {
    return probe == null || detector == null || probe.fits(detector.toPolicy().trip());
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
    checkGeo();
  }

  /** Called by the binder, before or after the endpoints. */
  @JsonProperty
  void setGeo(GeoSection geo) {
    this.geo = geo;
    checkGeo();
  }

  /** A region that nobody serves is a name misspelt. */
  private void checkGeo() {
    if (geo == null || endpoints == null) {
      return;
    }
    Set<String> served = new TreeSet<>();
    endpoints.stream().map(EndpointSection::region).filter(Objects::nonNull).forEach(served::add);
    for (String region : geo.networks().keySet()) {
      if (!served.contains(region)) {
        throw new IllegalArgumentException(
            "geo.networks: region '" + region + "' has no endpoint, expected one of " + served);
      }
    }
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
