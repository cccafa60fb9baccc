package io.eightnines.gateway.http;

import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.json.FieldError;
import io.eightnines.gateway.ledger.Look;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.eightnines.http.KnownCaller;
import io.eightnines.http.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** Chains: where each ends, for known callers. */
@Path("/v1/chains")
public final class ChainsResource {

  private final ShardedLedger ledger;

  /** Chains of this ledger. */
  public ChainsResource(ShardedLedger ledger) {
    this.ledger = ledger;
  }

  /** The head of a chain. */
  @GET
  @KnownCaller
  @Path("/{customer}/{chain}")
  public Response head(@PathParam("customer") String customer, @PathParam("chain") String chain)
      throws InterruptedException {
    List<FieldError> errors = new ArrayList<>();
    if (!CustomerId.isValid(customer)) {
      errors.add(new FieldError("customer", customer, CustomerId.EXPECTED));
    }
    if (!ChainName.isValid(chain)) {
      errors.add(new FieldError("chain", chain, ChainName.EXPECTED));
    }
    if (!errors.isEmpty()) {
      return Problems.response(Problems.invalid(errors));
    }
    return switch (ledger.head(new CustomerId(customer), new ChainName(chain))) {
      case Look.Found<ChainHead> found ->
          Response.ok(found.value().toJson(), MediaType.APPLICATION_JSON)
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .build();
      case Look.Nothing<ChainHead> _ ->
          Problems.response(Problems.notFound("%s has no chain %s".formatted(customer, chain)));
      case Look.Unknowable<ChainHead> _ -> Problems.response(IssueProblems.unknowable());
    };
  }
}
