/**
 * The ledger: every draw ever issued, on disk before anybody hears of it.
 *
 * <p>A place in a chain is free or taken; once taken it never changes. {@link
 * io.eightnines.gateway.ledger.Issuance} decides, one writer thread acts, and the database itself
 * forbids two successors of one draw.
 *
 * <p>Left out: copies at other sites. One gateway keeps one ledger.
 */
@NullMarked
package io.eightnines.gateway.ledger;

import org.jspecify.annotations.NullMarked;
