/**
 * The making of a new draw: numbers from the pool, time, and signature, put together.
 *
 * <p>Left out: whether a draw may be made at all, which the ledger decides.
 */
@NullMarked
package io.eightnines.gateway.issue;

import org.jspecify.annotations.NullMarked;
