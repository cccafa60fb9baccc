/**
 * A whole house on one machine: regions on 127.0.1.x, gateway sites on 127.0.2.x, failover daemons
 * on 127.0.3.x, each a real process with a configuration file, a log and a state of its own.
 *
 * <p>A member is not started, running, hanging (stopped by SIGSTOP) or ended. Whatever a fleet
 * started it ends, also when it is interrupted. Regions can be run by Terraform instead ({@link
 * io.eightnines.runbooks.fleet.Deployed}): then whoever redeploys one replaces its process.
 *
 * <p>What stands where is read from {@code topologies/local.yml}.
 *
 * <p>Left out: TLS, because nothing here leaves the loopback.
 */
@NullMarked
package io.eightnines.runbooks.fleet;

import org.jspecify.annotations.NullMarked;
