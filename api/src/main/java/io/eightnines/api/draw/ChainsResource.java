package io.eightnines.api.draw;

import io.eightnines.api.gateway.Gateways;
import io.eightnines.client.channel.Request;
import io.eightnines.client.draw.ChainName;
import io.eightnines.http.KnownCaller;
import io.eightnines.http.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Chains: where each ends, for its owner. */
@Path("/v1/chains")
public final class ChainsResource {

  private final Gateways gateways;
  private final Duration patience;

  /** Chains of these gateways. */
  public ChainsResource(Gateways gateways, Duration patience) {
    this.gateways = gateways;
    this.patience = patience;
  }

  /** The head of one of the caller's own chains; another customer's cannot even be named. */
  @GET
  @KnownCaller
  @Path("/{chain}")
  public Response head(@PathParam("chain") String chain, @Context ContainerRequestContext context) {
    if (!ChainName.isValid(chain)) {
      return Problems.response(Problems.invalid("chain", chain, ChainName.EXPECTED));
    }
    String path = "/v1/chains/" + context.getProperty(KnownCaller.NAME) + "/" + chain;
    return Answers.of(gateways.ask(Request.get(path), patience));
  }
}
