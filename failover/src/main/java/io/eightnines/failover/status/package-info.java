/**
 * Shows people and machines what the daemon does: {@code /status}, {@code /health/live}, {@code
 * /health/ready} and the metrics.
 *
 * <p>Reads the one {@link io.eightnines.failover.control.Situation} and changes nothing. Left out:
 * the console and alerts.
 */
@NullMarked
package io.eightnines.failover.status;

import org.jspecify.annotations.NullMarked;
