/**
 * Figures for Prometheus: what the gateway counts and times.
 *
 * <p>Left out: alerts, which are rules over these figures.
 */
@NullMarked
package io.eightnines.gateway.metric;

import org.jspecify.annotations.NullMarked;
