package io.eightnines.api.draw;

import io.eightnines.api.gateway.GatewayAnswer;
import io.eightnines.api.gateway.Gateways;
import io.eightnines.client.channel.Request;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.draw.DrawRequestReader;
import io.eightnines.client.draw.Limits;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws: sold to customers, shown to anybody. */
@Path("/v1/draws")
public final class DrawsResource {

  private final Gateways gateways;
  private final DrawCache cache;
  private final Duration patience;
  private final DrawRequestReader requests = new DrawRequestReader(Limits.PROTOCOL);

  /**
   * Draws of these gateways.
   *
   * @param patience how long a request without a deadline waits
   */
  public DrawsResource(Gateways gateways, DrawCache cache, Duration patience) {
    this.gateways = gateways;
    this.cache = cache;
    this.patience = patience;
  }

  /** Issues a draw, or finds the one that was issued: asking twice is asking once. */
  @POST
  @KnownCaller
  @Consumes(MediaType.APPLICATION_JSON)
  public Response draw(
      @Context ContainerRequestContext context,
      @HeaderParam(DrawProtocol.DEADLINE_MS) @Nullable String deadline,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    Optional<Duration> within = DeadlineHeader.read(deadline, patience);
    if (within.isEmpty()) {
      return Problems.response(Problems.invalid(List.of(DeadlineHeader.error(deadline))));
    }
    int maxBytes = Limits.PROTOCOL.bodyBytes();
    Optional<byte[]> bytes = BoundedBody.read(body, headers.getLength(), maxBytes);
    if (bytes.isEmpty()) {
      return Problems.response(Problems.tooLarge(maxBytes));
    }
    DrawRequestReader.Reading reading = requests.read(bytes.get());
    return switch (reading) {
      case DrawRequestReader.Refused refused ->
          Problems.response(Problems.invalid(refused.errors()));
      case DrawRequestReader.Accepted _ -> {
        Request request =
            Request.postJson("/v1/draws", bytes.get())
                .with(DrawProtocol.CUSTOMER, String.valueOf(context.getProperty(KnownCaller.NAME)));
        yield Answers.of(remembering(gateways.ask(request, clipped(within.get()))));
      }
    };
  }

  private static Duration clipped(Duration within) {
    Duration least = Duration.ofMillis(10);
    return within.compareTo(least) < 0 ? least : within;
  }

  private GatewayAnswer remembering(GatewayAnswer answer) {
    if (answer instanceof GatewayAnswer.Given given && given.response().status() < 300) {
      given
          .response()
          .header(HttpHeaders.ETAG)
          .map(tag -> tag.replace("\"", ""))
          .filter(DrawId::isValid)
          .ifPresent(id -> cache.keep(new DrawId(id), given.response().body()));
    }
    return answer;
  }

  /** A draw by its id, byte for byte as it was issued. */
  @GET
  @Path("/{id}")
  public Response draw(@PathParam("id") String id, @Context jakarta.ws.rs.core.Request conditions) {
    if (!DrawId.isValid(id)) {
      return Problems.response(Problems.invalid("id", id, DrawId.EXPECTED));
    }
    Optional<byte[]> known = cache.find(new DrawId(id));
    if (known.isPresent()) {
      return immutable(id, known.get(), conditions);
    }
    GatewayAnswer answer = remembering(gateways.ask(Request.get("/v1/draws/" + id), patience));
    return answer instanceof GatewayAnswer.Given given && given.response().status() == 200
        ? immutable(id, given.response().body(), conditions)
        : Answers.of(answer);
  }

  private static Response immutable(String id, byte[] draw, jakarta.ws.rs.core.Request conditions) {
    EntityTag tag = new EntityTag(id);
    Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
    Response.ResponseBuilder builder =
        unchanged == null ? Response.ok(draw, MediaType.APPLICATION_JSON) : unchanged;
    return builder.tag(tag).header(HttpHeaders.CACHE_CONTROL, Answers.FOR_EVER).build();
  }
}
