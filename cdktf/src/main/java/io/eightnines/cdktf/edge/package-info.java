/**
 * Issued draws, which never change, near to whoever checks them: a cache all over the world in
 * front of the regions.
 *
 * <p>What may be kept, and for how long, the API says with {@code Cache-Control}; what says nothing
 * is not kept. Only reading passes here: draws are asked for at a region. The cache finds a region
 * by the service's name, as everybody does, and so follows failover.
 */
@NullMarked
package io.eightnines.cdktf.edge;

import org.jspecify.annotations.NullMarked;
