package io.eightnines.api.draw;

import io.eightnines.api.gateway.GatewayAnswer;
import io.eightnines.client.problem.Problem;
import io.eightnines.http.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the caller hears of a gateway's answer. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** A year: the longest that RFC 9111 caches look at in practice. */
  static final String FOR_EVER = "public, max-age=31536000, immutable";

  private Answers() {}

  static Response of(GatewayAnswer answer) {
    return switch (answer) {
      case GatewayAnswer.Given given -> passedOn(given.response());
      case GatewayAnswer.TooLate late -> {
        LOG.warn("no answer in time: {}", late.reason());
        yield Problems.response(Problems.deadlinePassed());
      }
      case GatewayAnswer.Unreachable lost -> {
        LOG.warn("no gateway: {}", lost.reason());
        yield Problems.response(
            Problem.of(
                503,
                "gateway-unreachable",
                "No gateway can be reached",
                "ask again: what was issued is issued once only"));
      }
    };
  }

  private static Response passedOn(io.eightnines.client.channel.Response given) {
    Response.ResponseBuilder builder =
        Response.status(given.status())
            .entity(given.body())
            .type(given.header(HttpHeaders.CONTENT_TYPE).orElse("application/octet-stream"));
    for (String name :
        new String[] {HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.CACHE_CONTROL}) {
      given.header(name).ifPresent(value -> builder.header(name, value));
    }
    return builder.build();
  }
}
