/**
 * Other people's name servers with health checks, at the fastest settings that each accepts, so
 * that a drill can measure them beside ours: the same faults, the same moments, the same watch.
 *
 * <p>They are children of the drill and end with it. Left out: services that the packages start by
 * themselves, which nobody here touches.
 */
@NullMarked
package io.eightnines.runbooks.peer;

import org.jspecify.annotations.NullMarked;
