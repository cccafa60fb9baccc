package io.eightnines.gateway.http;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawRequestReader;
import io.eightnines.client.draw.Limits;
import io.eightnines.gateway.ledger.IssueOutcome;
import io.eightnines.gateway.ledger.Look;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.eightnines.gateway.metric.GatewayMetrics;
import io.eightnines.gateway.time.Ticker;
import io.eightnines.http.BoundedBody;
import io.eightnines.http.DeadlineHeader;
import io.eightnines.http.KnownCaller;
import io.eightnines.http.Problems;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Draws: asked for by a known caller, shown to anybody. */
@Path("/v1/draws")
public final class DrawsResource {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final ShardedLedger ledger;
  private final Limits limits;
  private final Duration patience;
  private final Ticker ticker;
  private final GatewayMetrics metrics;
  private final DrawRequestReader requests;

  /**
   * Draws of this ledger.
   *
   * @param patience how long a request without a deadline waits
   */
  public DrawsResource(
      ShardedLedger ledger,
      Limits limits,
      Duration patience,
      Ticker ticker,
      GatewayMetrics metrics) {
    this.ledger = ledger;
    this.limits = limits;
    this.patience = patience;
    this.ticker = ticker;
    this.metrics = metrics;
    this.requests = new DrawRequestReader(limits);
  }

  /** Issues a draw, or finds the one that was issued. */
  @POST
  @KnownCaller
  @Consumes(MediaType.APPLICATION_JSON)
  public Response issue(
      @HeaderParam(DrawProtocol.CUSTOMER) @Nullable String customer,
      @HeaderParam(DrawProtocol.DEADLINE_MS) @Nullable String deadline,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException, InterruptedException {
    if (customer == null || !CustomerId.isValid(customer)) {
      return Problems.response(
          Problems.invalid(DrawProtocol.CUSTOMER, shown(customer), CustomerId.EXPECTED));
    }
    Optional<Duration> remaining = DeadlineHeader.read(deadline, patience);
    if (remaining.isEmpty()) {
      return Problems.response(Problems.invalid(List.of(DeadlineHeader.error(deadline))));
    }
    Optional<byte[]> bytes = BoundedBody.read(body, headers.getLength(), limits.bodyBytes());
    if (bytes.isEmpty()) {
      return Problems.response(Problems.tooLarge(limits.bodyBytes()));
    }
    DrawRequestReader.Reading reading = requests.read(bytes.get());
    return switch (reading) {
      case DrawRequestReader.Refused refused ->
          Problems.response(Problems.invalid(refused.errors()));
      case DrawRequestReader.Accepted accepted ->
          issue(new CustomerId(customer), accepted.request(), remaining.get());
    };
  }

  private Response issue(CustomerId customer, DrawRequest request, Duration remaining)
      throws InterruptedException {
    long began = ticker.nanos();
    IssueOutcome outcome = await(customer, request, remaining);
    metrics.issued(outcome, ticker.nanos() - began);
    return switch (outcome) {
      case IssueOutcome.Issued issued ->
          shown(Response.created(URI.create("/v1/draws/" + issued.id())), issued.id())
              .entity(issued.canonical())
              .build();
      case IssueOutcome.Reissued reissued ->
          shown(Response.ok(), reissued.id()).entity(reissued.canonical()).build();
      case IssueOutcome.Conflict conflict ->
          Problems.response(IssueProblems.conflict(conflict.issued()));
      case IssueOutcome.UnknownPrevious _ ->
          Problems.response(IssueProblems.unknownPrevious(Objects.toString(request.previous())));
      case IssueOutcome.EntropyExhausted _ -> Problems.response(IssueProblems.entropyExhausted());
      case IssueOutcome.DiskFull _ -> Problems.response(IssueProblems.diskFull());
      case IssueOutcome.DeadlinePassed _ -> Problems.response(Problems.deadlinePassed());
      case IssueOutcome.QueueFull _ -> Problems.response(IssueProblems.busy());
      case IssueOutcome.Unavailable _ -> Problems.response(IssueProblems.unavailable());
    };
  }

  private IssueOutcome await(CustomerId customer, DrawRequest request, Duration remaining)
      throws InterruptedException {
    try {
      return ledger
          .submit(customer, request, remaining)
          .get(remaining.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // It may still be issued; who asks again is given it.
      return new IssueOutcome.DeadlinePassed();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome is never an exception", e);
    }
  }

  /** A draw by its id. */
  @GET
  @Path("/{id}")
  public Response draw(@PathParam("id") String id, @Context Request request)
      throws InterruptedException {
    if (!DrawId.isValid(id)) {
      return Problems.response(Problems.invalid("id", id, DrawId.EXPECTED));
    }
    DrawId drawId = new DrawId(id);
    return switch (ledger.draw(drawId)) {
      case Look.Found<byte[]> found -> shown(drawId, found.value(), request);
      case Look.Nothing<byte[]> _ ->
          Problems.response(Problems.notFound("no draw has the id " + id));
      case Look.Unknowable<byte[]> _ -> Problems.response(IssueProblems.unknowable());
    };
  }

  private static Response shown(DrawId id, byte[] canonical, Request request) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(new EntityTag(id.value()));
    return unchanged == null
        ? shown(Response.ok(), id)
            .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
            .entity(canonical)
            .build()
        : unchanged.header(HttpHeaders.CACHE_CONTROL, FOR_EVER).build();
  }

  private static Response.ResponseBuilder shown(Response.ResponseBuilder builder, DrawId id) {
    return builder.type(MediaType.APPLICATION_JSON).tag(new EntityTag(id.value()));
  }

  private static String shown(@Nullable String header) {
    return header == null ? "absent" : header;
  }
}
