/**
 * The parts of the gateway's configuration: nested records with their defaults and bounds.
 *
 * <p>Left out: what the parts configure, which none of them knows.
 */
@NullMarked
package io.eightnines.gateway.settings;

import org.jspecify.annotations.NullMarked;
