package io.eightnines.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.eightnines.client.channel.Endpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One gateway.
 *
 * @param site what logs and metrics call it
 * @param address such as {@code https://192.0.2.7:8443}; an IP address, because no name is resolved
 * @param host the name on its certificate
 */
public record GatewaySettings(String site, URI address, String host) {

  /** Checks that the gateway can be reached without resolving a name, and encrypted. */
  public GatewaySettings {
    Endpoint.of(site, address, host);
  }

  @JsonCreator
  static GatewaySettings of(
      @JsonProperty("site") @Nullable String site,
      @JsonProperty("address") @Nullable URI address,
      @JsonProperty("host") @Nullable String host) {
    if (site == null || address == null) {
      throw new IllegalArgumentException("site and address must be given");
    }
    return new GatewaySettings(site, address, host == null ? "gateway" : host);
  }

  Endpoint endpoint() {
    return Endpoint.of(site, address, host);
  }
}
