package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.publish.ProviderSettings;
import io.eightnines.failover.publish.ProviderSettings.At;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.update.TsigFile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DNS provider that the service's name is published to: exactly one of {@code route53}, {@code
 * cloudDns} and {@code rfc2136}. No secret is written here: credentials come from the SDKs' own
 * default chains, the key of RFC 2136 from its file.
 *
 * @param name in metrics, alerts and commands
 * @param onDrift what becomes of other people's changes: they are left alone and reported, or
 *     overwritten; default REPORT
 * @param servers authoritative name servers that are read back from; default none
 * @param visibleWithin after which a server that does not answer the newest generation lags;
 *     default 60 s
 * @param overtake how long a newer plan waits for a change in flight; default 5 s
 * @param retryCap the longest time between two tries; default 10 s
 * @param driftCheck how often other people's changes are looked for; default 5 min
 */
public record PublisherSection(
    @NotNull String name,
    @Valid @Nullable Route53Section route53,
    @Valid @Nullable CloudDnsSection cloudDns,
    @Valid @Nullable Rfc2136Section rfc2136,
    @NotNull OnDrift onDrift,
    @NotNull @Valid List<ServerSection> servers,
    Duration visibleWithin,
    Duration overtake,
    Duration retryCap,
    Duration driftCheck) {
  /** What becomes of other people's changes. */
  public enum OnDrift {
    REPORT,
    OVERWRITE
  }

  /** An authoritative name server; the port is 53 unless it is given. */
  public record ServerSection(@NotNull String address, @Min(1) @Max(65_535) Integer port) {
    public ServerSection {
      port = port == null ? 53 : port;
      if (address != null) {
        Literals.address("address", address);
      }
    }

    InetSocketAddress toAddress() {
      return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
  }

  /**
   * A hosted zone of Amazon Route 53.
   *
   * @param zoneId as Route 53 shows it
   * @param requestsPerSecond that this account may spend here; default 5, which is all it has
   * @param loadBalancers endpoints that are published as aliases
   * @param endpoint another address of the API
   */
  public record Route53Section(
      @NotNull String zoneId,
      @NotNull @Min(1) @Max(100) Integer requestsPerSecond,
      @NotNull @Valid List<LoadBalancerSection> loadBalancers,
      @Nullable URI endpoint) {
    public Route53Section {
      requestsPerSecond = requestsPerSecond == null ? 5 : requestsPerSecond;
      loadBalancers = loadBalancers == null ? List.of() : List.copyOf(loadBalancers);
      if (zoneId != null && !zoneId.matches("[A-Z0-9]{1,32}")) {
        throw new IllegalArgumentException(
            "zoneId is '" + zoneId + "', expected 1 to 32 of A-Z and 0-9, such as Z2ABCDEF");
      }
      checkEndpoint(endpoint);
    }
  }

  /**
   * An endpoint that is a load balancer.
   *
   * @param endpoint its address among the endpoints
   * @param dnsName of the load balancer
   * @param zoneId that Amazon has for load balancers of its kind and region
   * @param evaluateTargetHealth whether Route 53 may leave it out by its own judgement; default
   *     false
   */
  public record LoadBalancerSection(
      @NotNull String endpoint,
      @NotNull String dnsName,
      @NotNull String zoneId,
      boolean evaluateTargetHealth) {
    public LoadBalancerSection {
      if (endpoint != null) {
        Literals.address("endpoint", endpoint);
      }
      if (dnsName != null) {
        Literals.name("dnsName", dnsName);
      }
    }

    Target.Alias toAlias() {
      return new Target.Alias(
          zoneId,
          Literals.name("dnsName", dnsName).toString().toLowerCase(Locale.ROOT),
          evaluateTargetHealth);
    }
  }

  /**
   * A managed zone of Google Cloud DNS.
   *
   * @param requestsPerSecond that this project may spend here; default 5
   * @param endpoint another address of the API; it is asked without credentials if it is plain HTTP
   */
  public record CloudDnsSection(
      @NotNull String project,
      @NotNull String zone,
      @NotNull @Min(1) @Max(100) Integer requestsPerSecond,
      @Nullable URI endpoint) {
    public CloudDnsSection {
      requestsPerSecond = requestsPerSecond == null ? 5 : requestsPerSecond;
      checkEndpoint(endpoint);
    }
  }

  /**
   * A zone on a server that takes dynamic updates.
   *
   * @param server its literal address
   * @param port default 53
   * @param zone its name, default the zone of this file
   * @param keyFile {@code ALGORITHM:NAME:BASE64} in one line, readable by its owner only
   * @param timeout for one question or update; default 2 s
   */
  public record Rfc2136Section(
      @NotNull String server,
      @NotNull @Min(1) @Max(65_535) Integer port,
      @Nullable String zone,
      @NotNull Path keyFile,
      Duration timeout) {
    public Rfc2136Section {
      port = port == null ? 53 : port;
      timeout = timeout == null ? Duration.seconds(2) : timeout;
      if (server != null) {
        Literals.address("server", server);
      }
      if (zone != null) {
        Literals.name("zone", zone);
      }
      if (keyFile != null) {
        var _ = TsigFile.read(keyFile);
      }
    }
  }

  public PublisherSection {
    onDrift = onDrift == null ? OnDrift.REPORT : onDrift;
    servers = servers == null ? List.of() : List.copyOf(servers);
    visibleWithin = visibleWithin == null ? Duration.seconds(60) : visibleWithin;
    overtake = overtake == null ? Duration.seconds(5) : overtake;
    retryCap = retryCap == null ? Duration.seconds(10) : retryCap;
    driftCheck = driftCheck == null ? Duration.minutes(5) : driftCheck;
    if (name != null && !name.matches("[a-z0-9-]{1,63}")) {
      throw new IllegalArgumentException(
          "name is '" + name + "', expected 1 to 63 characters of a-z, 0-9 and hyphen");
    }
    long kinds = Stream.of(route53, cloudDns, rfc2136).filter(Objects::nonNull).count();
    if (kinds != 1) {
      throw new IllegalArgumentException(
          "publisher has "
              + kinds
              + " of route53, cloudDns and rfc2136, expected exactly one of them");
    }
  }

  /** Several publishers must be told apart, and none may undo another's work. */
  public static void checkTogether(List<PublisherSection> all) {
    Set<String> seen = new HashSet<>();
    for (PublisherSection each : all) {
      if (!seen.add("name " + each.name())) {
        throw new IllegalArgumentException(
            "publishers: name " + each.name() + " is given twice, expected unique names");
      }
      if (!seen.add(each.place())) {
        throw new IllegalArgumentException(
            "publishers: "
                + each.place()
                + " is given twice, expected one publisher for each zone");
      }
    }
  }

  private String place() {
    if (route53 != null) {
      return "Route 53 zone " + route53.zoneId();
    }
    if (cloudDns != null) {
      return "Cloud DNS zone " + cloudDns.project() + "/" + cloudDns.zone();
    }
    Rfc2136Section update = Objects.requireNonNull(rfc2136);
    return "server " + update.server() + " port " + update.port() + " zone " + update.zone();
  }

  public ProviderSettings toSettings() {
    return new ProviderSettings(
        name,
        at(),
        onDrift == OnDrift.OVERWRITE,
        servers.stream().map(ServerSection::toAddress).toList(),
        new ProviderSettings.Times(
            visibleWithin.toJavaDuration(),
            overtake.toJavaDuration(),
            retryCap.toJavaDuration(),
            driftCheck.toJavaDuration()));
  }

  private At at() {
    if (route53 != null) {
      Map<InetAddress, Target.Alias> aliases = new LinkedHashMap<>();
      route53
          .loadBalancers()
          .forEach(each -> aliases.put(InetAddress.ofLiteral(each.endpoint()), each.toAlias()));
      return new At.Route53(
          route53.zoneId(), route53.requestsPerSecond(), aliases, route53.endpoint());
    }
    if (cloudDns != null) {
      return new At.CloudDns(
          cloudDns.project(), cloudDns.zone(), cloudDns.requestsPerSecond(), cloudDns.endpoint());
    }
    Rfc2136Section update = Objects.requireNonNull(rfc2136);
    return new At.Primary(
        new InetSocketAddress(InetAddress.ofLiteral(update.server()), update.port()),
        update.zone() == null ? null : Literals.name("zone", update.zone()),
        update.keyFile(),
        update.timeout().toJavaDuration());
  }

  /** What is signed with credentials must not be read or changed on its way. */
  private static void checkEndpoint(@Nullable URI endpoint) {
    if (endpoint == null) {
      return;
    }
    boolean safe =
        "https".equals(endpoint.getScheme())
            || ("http".equals(endpoint.getScheme()) && Connectors.isLoopback(endpoint.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "endpoint is '" + endpoint + "', expected https, or http on a loopback address");
    }
  }
}
