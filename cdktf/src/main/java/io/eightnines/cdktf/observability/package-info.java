/**
 * The view over all regions on AWS, and the alarm that sounds when nobody reports any more.
 *
 * <p>Each region watches itself in a stack of its own. Here is what spans them: a dashboard, and a
 * dead man's switch for the failover daemons. Each daemon is to report a heartbeat every minute, as
 * the metric {@code Heartbeat} of the namespace {@code Eightnines}, with its name as the dimension
 * {@code Daemon}; one that falls silent for three minutes is as bad as one that calls for help. The
 * policy that the stack makes permits a daemon this and nothing else.
 *
 * <p>Left out: Google Cloud, whose region shows in failover's own console and metrics; and sending
 * the heartbeat, which is the business of whoever runs the daemons.
 */
@NullMarked
package io.eightnines.cdktf.observability;

import org.jspecify.annotations.NullMarked;
