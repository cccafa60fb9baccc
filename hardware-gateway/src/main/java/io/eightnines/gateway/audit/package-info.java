/**
 * Judges what gateways have on disk against what they promise, for drills and tests.
 *
 * <p>Left out: the gateway's own code. An auditor that shared a mistake with the ledger would not
 * see it, so this package uses SQL, a JSON parser, a hash and a signature, and nothing else of
 * ours.
 */
@NullMarked
package io.eightnines.gateway.audit;

import org.jspecify.annotations.NullMarked;
