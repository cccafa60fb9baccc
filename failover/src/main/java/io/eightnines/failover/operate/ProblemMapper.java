package io.eightnines.failover.operate;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem; what is our fault is logged, and not shown. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  @Override
  public Response toResponse(Throwable thrown) {
    if (!(thrown instanceof WebApplicationException web)) {
      log.error("a request failed", thrown);
      return Problem.ofStatus(500).response();
    }
    Response given = web.getResponse();
    if (given.getStatus() < 400) {
      return given;
    }
    Response problem = Problem.ofStatus(given.getStatus()).response();
    Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null
        ? problem
        : Response.fromResponse(problem).header(HttpHeaders.ALLOW, allow).build();
  }
}
