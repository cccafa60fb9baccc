/**
 * Health tests of noise (NIST SP 800-90B section 4): whether what a generator gives can be what its
 * owner claims of it.
 *
 * <p>A generator is <i>starting</i> until it has passed its start-up tests (clause 4.3), then
 * <i>healthy</i> while its continuous tests pass (clause 4.4), and <i>quarantined</i> from the
 * first that fails until it has passed longer start-up tests. The tests are arithmetic over
 * samples; they read no device, no clock and no configuration.
 *
 * <p>Left out: estimating the min-entropy of a generator (sections 5 and 6), which is done once,
 * with a million samples and NIST's own tools, and whose result is the claim that is tested here.
 */
@NullMarked
package io.eightnines.gateway.health;

import org.jspecify.annotations.NullMarked;
