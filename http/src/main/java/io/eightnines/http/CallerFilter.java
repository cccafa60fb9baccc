package io.eightnines.http;

import io.eightnines.client.token.HashedTokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Turns away who shows no token of a known caller (RFC 6750). */
@KnownCaller
final class CallerFilter implements ContainerRequestFilter {

  private final HashedTokens tokens;

  CallerFilter(HashedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<String> caller = tokens.caller(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (caller.isPresent()) {
      request.setProperty(KnownCaller.NAME, caller.get());
    } else {
      request.abortWith(Problems.response(Problems.unauthorized()));
    }
  }
}
