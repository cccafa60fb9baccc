/**
 * Publishes to Google Cloud DNS: weighted round-robin routing policies.
 *
 * <p>A change holds deletions and additions, which Cloud DNS applies as a whole or not at all; a
 * deletion that is not exactly what is there fails. One set of a type carries all endpoints with
 * their weights. Credentials are the application's default ones. Left out: geographic policies,
 * which cannot be combined with weights, and Google's own health checks.
 */
@NullMarked
package io.eightnines.failover.publish.clouddns;

import org.jspecify.annotations.NullMarked;
