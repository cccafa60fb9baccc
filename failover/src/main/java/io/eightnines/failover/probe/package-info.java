/**
 * Asks every endpoint for its health, at a constant rate, over plain HTTP/1.1.
 *
 * <p>Each tick starts one probe for each endpoint, whether it is up, down or slow; each probe has
 * its own deadline, so no endpoint delays another. A connection is kept open between probes and a
 * reader blocks on it: when the peer dies, the reader hears it at once. A drop or a first failure
 * is followed by re-probes on new connections, bounded by the detector's trip count.
 *
 * <p>An {@link io.eightnines.failover.probe.Outcome} says what happened; an {@link
 * io.eightnines.failover.probe.Observation} adds when, and how late the observer itself was. Left
 * out: deciding what an outcome means (the detector does), TLS and deep checks.
 */
@NullMarked
package io.eightnines.failover.probe;

import org.jspecify.annotations.NullMarked;
