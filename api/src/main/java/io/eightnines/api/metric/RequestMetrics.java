package io.eightnines.api.metric;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;
import java.util.function.LongSupplier;

/** Times every request, by method, route and status, and counts those that are being answered. */
@PreMatching
public final class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String BEGUN = "eightnines.begun";

  /** Nothing a caller sends may become a label: a route is one of these, or "other". */
  private static final Set<String> ROUTES = Set.of("v1/draws", "v1/chains", "v1/keys");

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  private final LongSupplier ticker;
  private final Histogram seconds;
  private final Gauge inFlight;

  /**
   * Registers what is measured.
   *
   * @param ticker elapsed nanoseconds
   */
  public RequestMetrics(CollectorRegistry registry, LongSupplier ticker) {
    this.ticker = ticker;
    this.seconds =
        Histogram.build("eightnines_api_request_seconds", "Time to an answer.")
            .labelNames("method", "route", "status")
            .buckets(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5)
            .register(registry);
    this.inFlight =
        Gauge.build(
                "eightnines_api_requests_in_flight",
                "Requests that are being answered, without those for health.")
            .register(registry);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, ticker.getAsLong());
    if (!isHealth(request)) {
      inFlight.inc();
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(BEGUN) instanceof Long begun) {
      if (!isHealth(request)) {
        inFlight.dec();
      }
      seconds
          .labels(
              METHODS.contains(request.getMethod()) ? request.getMethod() : "other",
              route(request.getUriInfo().getPath()),
              Integer.toString(response.getStatus()))
          .observe((ticker.getAsLong() - begun) / 1e9);
    }
  }

  private static boolean isHealth(ContainerRequestContext request) {
    return route(request.getUriInfo().getPath()).equals("health");
  }

  private static String route(String path) {
    if (path.startsWith("health/")) {
      return "health";
    }
    return ROUTES.stream().filter(path::startsWith).findFirst().orElse("other");
  }
}
