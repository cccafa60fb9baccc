/**
 * What stands where: the regions in each cloud, the sites on the premises, the failover daemons and
 * the names they serve, as one value that infrastructure, local fleet, cost and backups share.
 *
 * <p>{@link io.eightnines.topology.Topology} is the value, and {@link
 * io.eightnines.topology.TopologyFile} reads it from YAML. The states are two: a complete topology
 * whose parts fit together, or {@link io.eightnines.topology.InvalidTopologyException} with every
 * fault found, each by its path, its value and what was expected. Each record holds its own rules
 * and keeps them however it is made; what the parts owe to each other is the fleet's concern.
 *
 * <p>Left out on purpose: anything that acts. No program, no cloud and no clock is known here, and
 * no other module of this project, so that whoever needs the data gets nothing else with it.
 * Secrets, account numbers and what a cloud gives out only at deployment are not part of a topology
 * either. Addresses are IPv4.
 */
@NullMarked
package io.eightnines.topology;

import org.jspecify.annotations.NullMarked;
