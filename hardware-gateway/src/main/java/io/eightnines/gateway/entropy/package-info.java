/**
 * The pool of random bits read ahead of need, and the thread that fills it.
 *
 * <p>A bit is in the pool or it is spent; none is ever used twice, and none is kept on disk. An
 * empty pool is an outcome, not an error: nobody waits for noise.
 *
 * <p>Left out: conditioning. Bits are handed out as the device gave them.
 */
@NullMarked
package io.eightnines.gateway.entropy;

import org.jspecify.annotations.NullMarked;
