/**
 * Generators: the devices from which noise is read, and the guards around each of them.
 *
 * <p>A device as seen through its guards is closed (read), open (left alone for a while) or half
 * open (tried a few times); see {@link io.eightnines.gateway.device.GuardedDevice}.
 *
 * <p>Left out: judging whether the noise is good. Health tests (NIST SP 800-90B section 4) do not
 * run yet, and every draw says so: the health of its generators is {@code untested}.
 */
@NullMarked
package io.eightnines.gateway.device;

import org.jspecify.annotations.NullMarked;
