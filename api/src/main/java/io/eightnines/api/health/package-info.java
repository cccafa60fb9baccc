/**
 * Deep health: whether a draw could be sold now, and what stands in its way if not.
 *
 * <p>Left out: alive and ready, which the shared edge answers. An instance whose gateways are gone
 * stays ready, because taking every instance out would help nobody; its deep health says so.
 */
@NullMarked
package io.eightnines.api.health;

import org.jspecify.annotations.NullMarked;
