package io.eightnines.failover.operate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns away who may not ask, and keeps answers out of caches. */
@Guarded
final class CallerFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);
  private static final String CALLER = "eightnines.caller";

  private final Credentials credentials;
  private final GuessLimit guesses;

  @Context
  @SuppressWarnings("NullAway.Init") // Jersey sets it to a view of the request at hand.
  private HttpServletRequest connection;

  CallerFilter(Credentials credentials, GuessLimit guesses) {
    this.credentials = credentials;
    this.guesses = guesses;
  }

  /** Who asks, in a resource that is {@link Guarded}. */
  static Caller caller(ContainerRequestContext request) {
    if (request.getProperty(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the resource is not guarded");
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (!Credentials.isToken(authorization)) {
      request.abortWith(Problem.unauthorized().response());
      return;
    }
    String address = connection.getRemoteAddr();
    if (!guesses.take(address)) {
      request.abortWith(Problem.tooManyGuesses().response());
      return;
    }
    Optional<Caller> caller = credentials.identify(authorization);
    if (caller.isEmpty()) {
      log.warn("{} showed an unknown token", address);
      request.abortWith(Problem.unauthorized().response());
      return;
    }
    guesses.giveBack(address);
    admit(request, caller.get());
  }

  private static void admit(ContainerRequestContext request, Caller caller) {
    boolean reads =
        request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    Role needed = reads ? Role.VIEWER : Role.OPERATOR;
    if (caller.role().includes(needed)) {
      request.setProperty(CALLER, caller);
    } else {
      request.abortWith(Problem.forbidden(caller, needed).response());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
