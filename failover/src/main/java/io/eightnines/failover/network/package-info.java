/**
 * Blocks of IP addresses, by which operators say whom something is meant for.
 *
 * <p>Left out: ranges that are no block, and names.
 */
@NullMarked
package io.eightnines.failover.network;

import org.jspecify.annotations.NullMarked;
