/**
 * Measures the name server: how fast it answers beside its peers, what a flood does to those who
 * ask it politely, and how soon a plan is answered where it is published. It also shows the
 * gateway's noise and random bits to tests of randomness.
 *
 * <p>Everything runs on the loopback of one machine, the load too, so the figures are ratios first:
 * in one run, in turns, on the same cores. A run has its limits in time, and ends whatever it
 * started. Left out: the network and its cards.
 */
@NullMarked
package io.eightnines.runbooks.bench;

import org.jspecify.annotations.NullMarked;
