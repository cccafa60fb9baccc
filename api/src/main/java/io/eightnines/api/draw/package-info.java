/**
 * Draws, chains and keys as customers and players see them.
 *
 * <p>A draw is immutable, so it is answered from memory when it can be and may be kept by every
 * cache on the way; a chain's head is never kept.
 *
 * <p>Left out: what a draw is, which the protocol in {@code client} says.
 */
@NullMarked
package io.eightnines.api.draw;

import org.jspecify.annotations.NullMarked;
