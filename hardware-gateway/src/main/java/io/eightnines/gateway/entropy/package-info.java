/**
 * From noise to the pool of random bits read ahead of need: the thread of each generator, which
 * reads and tests; the mixer, which conditions noise of several generators into blocks of full
 * entropy; and the pool.
 *
 * <p>A bit is noise in the stock of one generator, then part of a block in the pool, then spent;
 * none is ever used twice, and none is kept on disk. When a generator fails a test, what is unused
 * of it is thrown away in both places. An empty pool is an outcome, not an error: nobody waits for
 * noise.
 *
 * <p>Left out: the health tests themselves ({@code io.eightnines.gateway.health}), and what is made
 * of the bits.
 */
@NullMarked
package io.eightnines.gateway.entropy;

import org.jspecify.annotations.NullMarked;
