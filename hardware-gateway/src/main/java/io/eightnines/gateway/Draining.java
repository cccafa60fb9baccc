package io.eightnines.gateway;

import io.eightnines.gateway.http.Readiness;
import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Ties readiness to the server's life. When the server is to stop, readiness says so at once, and
 * for the time of a notice the server goes on as before, so that whoever steers traffic can turn
 * away before connections are refused.
 */
final class Draining implements LifeCycle.Listener {

  private final Readiness readiness;
  private final Duration notice;
  private final Request.Handler errors;

  Draining(Readiness readiness, Duration notice, Request.Handler errors) {
    this.readiness = readiness;
    this.notice = notice;
    this.errors = errors;
  }

  @Override
  public void lifeCycleStarting(LifeCycle event) {
    if (event instanceof Server server) {
      // For what is refused before it reaches any context, such as a malformed request line.
      server.setErrorHandler(errors);
    }
  }

  @Override
  public void lifeCycleStarted(LifeCycle event) {
    readiness.listening();
  }

  @Override
  public void lifeCycleStopping(LifeCycle event) {
    readiness.draining();
    try {
      Thread.sleep(notice);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
