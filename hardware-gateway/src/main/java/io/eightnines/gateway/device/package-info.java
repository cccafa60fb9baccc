/**
 * Generators: the devices from which noise is read, and the guards around each of them.
 *
 * <p>There are adapters for character devices, HTTP appliances, TCP streams, and a simulator whose
 * faults are switched by a file. A device as seen through its guards is closed (read), open (left
 * alone for a while) or half open (tried a few times); see {@link
 * io.eightnines.gateway.device.GuardedDevice}.
 *
 * <p>Left out: judging whether the noise is good ({@code io.eightnines.gateway.health}).
 */
@NullMarked
package io.eightnines.gateway.device;

import org.jspecify.annotations.NullMarked;
