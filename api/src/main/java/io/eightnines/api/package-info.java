/**
 * The API: sells draws to authenticated customers and shows them to anybody.
 *
 * <p>It keeps no state but a cache of draws, which never change, so any instance may answer any
 * request and an instance may die at any time. Data travels one way: a resource in {@code draw}
 * checks the request, {@code gateway} carries it over the resilient channel to whichever gateway
 * answers, and the gateway's answer is passed on byte for byte.
 *
 * <p>Left out: drawing, signing and remembering, which are the gateway's; rate limits and metering.
 */
@NullMarked
package io.eightnines.api;

import org.jspecify.annotations.NullMarked;
