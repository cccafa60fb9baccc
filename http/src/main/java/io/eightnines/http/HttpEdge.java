package io.eightnines.http;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import io.eightnines.client.token.HashedTokens;

/** Puts the shared edge in front of a service's own resources. */
public final class HttpEdge {

  private HttpEdge() {}

  /**
   * Installs short bodies, problems, callers, liveness and readiness.
   *
   * @param readiness the service says {@link Readiness#supplied()} itself; the rest is seen to here
   * @param callers who may use what is marked {@link KnownCaller}
   */
  public static void install(
      HttpServiceConfiguration configuration,
      Environment environment,
      Readiness readiness,
      HashedTokens callers) {
    ((AbstractServerFactory) configuration.getServerFactory())
        .setRegisterDefaultExceptionMappers(false);
    ProblemErrorHandler errors = new ProblemErrorHandler();
    environment.getApplicationContext().setErrorHandler(errors);
    environment.getApplicationContext().insertHandler(ShortBodies.handler());
    environment.jersey().register(new ProblemMapper());
    environment.jersey().register(new CallerFilter(callers));
    environment.jersey().register(new ReadinessResource(readiness));
    environment
        .lifecycle()
        .addEventListener(
            new Draining(readiness, configuration.shutdownNotice().toJavaDuration(), errors));
  }
}
