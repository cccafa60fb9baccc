package io.eightnines.client.channel;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * One address of a service, known beforehand.
 *
 * @param name what logs and metrics call it, for example {@code aws-us-east-1}
 * @param scheme {@code https}, or {@code http} on loopback addresses only
 * @param address where to connect
 * @param port 1 to 65535
 * @param host the name on the endpoint's certificate, sent as {@code Host}; never resolved
 */
public record Endpoint(String name, String scheme, InetAddress address, int port, String host) {
  private static final Pattern LITERAL_ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

  /** Refuses anything that would leave a machine unencrypted. */
  public Endpoint {
    if (name.isBlank()) {
      throw new IllegalArgumentException("endpoint name is blank, expected a region or site name");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(name + ": port is " + port + ", expected 1 to 65535");
    }
    boolean plain = scheme.equals("http");
    if (!plain && !scheme.equals("https")) {
      throw new IllegalArgumentException(name + ": scheme is " + scheme + ", expected https");
    }
    if (plain && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          name + ": scheme is http to " + address.getHostAddress() + ", expected https there");
    }
  }

  /**
   * An endpoint from an address such as {@code https://192.0.2.7:443}.
   *
   * @throws IllegalArgumentException if the address is a name, which would need resolving
   */
  public static Endpoint of(String name, URI uri, String host) {
    String literal = String.valueOf(uri.getHost());
    if (!LITERAL_ADDRESS.matcher(literal).matches()) {
      throw new IllegalArgumentException(
          name + ": address is " + uri + ", expected scheme://IP-ADDRESS:port");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    try {
      InetAddress address = InetAddress.getByName(literal); // a literal: resolves nothing
      return new Endpoint(name, uri.getScheme(), address, port, host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(name + ": address is " + uri + ", not an IP address", e);
    }
  }
}
