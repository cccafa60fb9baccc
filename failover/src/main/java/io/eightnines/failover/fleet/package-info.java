/**
 * What the operator declares: regions, their endpoints, and the weight each should carry.
 *
 * <p>A fleet is a value that does not change while the daemon runs. Left out: health and effective
 * weight, which are decided elsewhere and never written back here.
 */
@NullMarked
package io.eightnines.failover.fleet;

import org.jspecify.annotations.NullMarked;
