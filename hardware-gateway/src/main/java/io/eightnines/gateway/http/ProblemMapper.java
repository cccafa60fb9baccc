package io.eightnines.gateway.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem; what is our fault is logged, and not shown. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() >= 400) {
      Response.ResponseBuilder builder =
          Response.fromResponse(
              Problems.response(Problems.ofStatus(web.getResponse().getStatus())));
      Object allow = web.getResponse().getHeaders().getFirst("Allow");
      return allow == null ? builder.build() : builder.header("Allow", allow).build();
    }
    if (thrown instanceof WebApplicationException web) {
      return web.getResponse();
    }
    LOG.error("A request failed", thrown);
    return Problems.response(Problems.ofStatus(500));
  }
}
