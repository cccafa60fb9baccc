package io.eightnines.failover.operate;

import io.eightnines.failover.control.Change;
import io.eightnines.failover.control.ControlPlane;
import io.eightnines.failover.control.Transition;
import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code GET /v1/why/NAME}: what is answered for a region or an address now, and why. */
@Guarded
@Path("/v1/why")
@Produces(MediaType.APPLICATION_JSON)
public final class WhyResource {
  /**
   * What a daemon remembers beside what has been decided.
   *
   * @param changes the latest ones, newest first
   * @param timings of an endpoint's last change of weight
   */
  public record Memories(
      Supplier<List<Change>> changes, Function<EndpointId, Optional<Transition>> timings) {}

  private final ControlPlane plane;
  private final Memories memories;

  WhyResource(ControlPlane plane, Memories memories) {
    this.plane = plane;
    this.memories = memories;
  }

  @GET
  @Path("{name}")
  public WhyAnswer why(@PathParam("name") String name) {
    State now = plane.state();
    List<Endpoint> asked = fleet(now).filter(endpoint -> isCalled(endpoint, name)).toList();
    if (asked.isEmpty()) {
      throw Problem.notFound(new Fault("name", name, "one of " + names(now))).exception();
    }
    return WhyAnswer.of(name, asked, now, memories);
  }

  static boolean isCalled(Endpoint endpoint, String name) {
    return endpoint.region().name().equals(name) || endpoint.id().toString().equals(name);
  }

  private static Stream<Endpoint> fleet(State now) {
    return now.charter().map(Charter::fleet).stream().flatMap(fleet -> fleet.endpoints().stream());
  }

  private static String names(State now) {
    return fleet(now)
        .flatMap(endpoint -> Stream.of(endpoint.region().name(), endpoint.id().toString()))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
