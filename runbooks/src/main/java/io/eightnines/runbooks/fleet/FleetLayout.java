package io.eightnines.runbooks.fleet;

import java.net.URI;
import java.util.List;

/**
 * Which member stands where. All ports are above 1024, so that nobody needs to be root.
 *
 * @param regions names of the regions, in the order of their addresses
 */
public record FleetLayout(List<String> regions) {
  /** Port of every member's own HTTP interface. */
  public static final int PORT = 8080;

  /** Port of every member's metrics. */
  public static final int ADMIN_PORT = 8081;

  /** Port of the name server, UDP and TCP. */
  public static final int DNS_PORT = 5353;

  /** The name that the daemon answers for. */
  public static final String SERVICE = "api.example.test";

  public static final String GATEWAY_ADDRESS = "127.0.2.1";
  public static final String FAILOVER_ADDRESS = "127.0.3.1";

  /** Three regions of two clouds, as the design draws them. */
  public static FleetLayout standard() {
    return new FleetLayout(List.of("aws-us-east-1", "aws-eu-west-1", "gcp-us-east4"));
  }

  /** The address of a region. */
  public String address(String region) {
    return "127.0.1." + (regions.indexOf(region) + 1);
  }

  /** The base address of a region's API. */
  public URI api(String region) {
    return URI.create("http://" + address(region) + ":" + PORT);
  }

  /** The base address of the gateway. */
  public URI gateway() {
    return URI.create("http://" + GATEWAY_ADDRESS + ":" + PORT);
  }

  /** The base address of the daemon. */
  public URI failover() {
    return URI.create("http://" + FAILOVER_ADDRESS + ":" + PORT);
  }
}
