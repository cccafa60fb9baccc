/**
 * Which region is nearest to whom: a table of networks, given by the operator.
 *
 * <p>A {@link io.eightnines.failover.geo.GeoTable} says for an address which region its longest
 * matching network prefers, and for how large a network around it that holds. Left out: measuring
 * distances, and databases of places.
 */
@NullMarked
package io.eightnines.failover.geo;

import org.jspecify.annotations.NullMarked;
