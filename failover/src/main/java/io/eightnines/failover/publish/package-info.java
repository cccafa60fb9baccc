/**
 * Puts a plan into service, by compare-and-set on its generation.
 *
 * <p>A publisher serves one plan at a time. A plan is taken only if the writer knew the plan in
 * service and the new one is newer and not empty; so a slow writer cannot undo a faster one. Every
 * adapter passes the same contract test. Left out: publishers to DNS providers, and reading back
 * what they serve.
 */
@NullMarked
package io.eightnines.failover.publish;

import org.jspecify.annotations.NullMarked;
