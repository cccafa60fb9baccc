package io.eightnines.topology;

import java.util.List;

/**
 * What stands where.
 *
 * @param organisation whose it is
 * @param service the name that game backends ask for; its zone is the organisation's or below it
 * @param fleet all that runs
 * @param backups how often backups are made and how long they stay
 */
public record Topology(
    Organisation organisation, ServiceName service, Fleet fleet, Backups backups) {
  public Topology {
    checkZones(organisation, service);
  }

  /** The regions, in the order of the file. */
  public List<Region> regions() {
    return fleet.regions();
  }

  /** The sites on the premises, in the order of the file. */
  public List<Site> sites() {
    return fleet.sites();
  }

  /** The failover daemons, in the order of the file. */
  public List<Daemon> daemons() {
    return fleet.daemons();
  }

  /** The DNS name of a daemon, under which the service's zone is delegated to it. */
  public DomainName nameServer(Daemon daemon) {
    return service.zone().child(daemon.name());
  }

  static void checkZones(Organisation organisation, ServiceName service) {
    new Rules()
        .need(
            service.zone().within(organisation.zone()),
            "service.zone",
            service.zone(),
            "the organisation's " + organisation.zone() + " or a name below it")
        .keep();
  }
}
