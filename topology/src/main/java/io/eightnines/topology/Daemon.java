package io.eightnines.topology;

/**
 * A failover daemon: observer, voter and name server.
 *
 * @param name also its label as a name server in the service's zone
 * @param address where the world asks it
 */
public record Daemon(String name, Address address) {
  public Daemon {
    new Rules().label("name", name).keep();
  }
}
