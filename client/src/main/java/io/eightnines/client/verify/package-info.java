/**
 * Checking of draws by anybody, offline: the published keys of the gateways and one function from
 * the bytes of a draw to {@code Genuine} or {@code Forged}.
 *
 * <p>Left out: fetching of keys. Who checks a draw must have the keys from a place that he trusts.
 */
@NullMarked
package io.eightnines.client.verify;

import org.jspecify.annotations.NullMarked;
