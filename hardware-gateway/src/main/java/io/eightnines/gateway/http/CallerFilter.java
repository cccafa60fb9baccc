package io.eightnines.gateway.http;

import io.eightnines.client.token.HashedTokens;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Turns away who shows no token of a known caller (RFC 6750). */
@KnownCaller
public final class CallerFilter implements ContainerRequestFilter {

  private final HashedTokens tokens;

  /** Knows these callers. */
  public CallerFilter(HashedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (tokens.caller(request.getHeaderString(HttpHeaders.AUTHORIZATION)).isEmpty()) {
      request.abortWith(Problems.response(Problems.unauthorized()));
    }
  }
}
