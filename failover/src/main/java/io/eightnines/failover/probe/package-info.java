/**
 * Asks every endpoint for its health at a constant rate, over HTTP/1.1, HTTP/1.1 in TLS, or by a
 * mere TCP connection.
 *
 * <p>Each tick starts one probe for each endpoint, whether it is up, down or slow; each probe has
 * its own deadline, so no endpoint delays another. A connection is kept open between probes and a
 * reader blocks on it: when the peer dies, the reader hears it at once. A drop or a first failure
 * is followed by re-probes on new connections until the detector has what it needs; the failure of
 * one that is known to be down is not. Deep probes, if asked for, have connections of their own.
 *
 * <p>An {@link io.eightnines.failover.probe.Outcome} says what happened; an {@link
 * io.eightnines.failover.probe.Observation} adds at which {@link
 * io.eightnines.failover.probe.Depth}, when, and how late the observer itself was. Left out:
 * deciding what an outcome means (the detector does), and client certificates.
 */
@NullMarked
package io.eightnines.failover.probe;

import org.jspecify.annotations.NullMarked;
