/**
 * Puts a plan into service, by compare-and-set on its generation.
 *
 * <p>A publisher serves one plan at a time. A plan is taken only if the writer knew the plan in
 * service and the new one is newer and not empty; so a slow writer cannot undo a faster one. Every
 * adapter passes the same contract test. The embedded publisher is the committed plan in memory;
 * providers come after it, and nothing on its way waits for one.
 *
 * <p>What is served at a provider is known by the provider alone: a TXT record beside the addresses
 * holds the generation and a digest of the records that were published with it, is changed in the
 * same batch, and is what a batch is refused by when somebody was faster. So there is no file that
 * could be lost between a write and its record, and whoever leads next goes on from what it reads.
 *
 * <p>The state of each provider, see {@link io.eightnines.failover.publish.PublisherView.Phase}:
 *
 * <pre>
 *   STANDING_BY ⇄ PUBLISHING → SERVED → PUBLISHING …
 *                     ↘ FAILING  (retried for ever, backoff capped)
 *                     ↘ DRIFTED  (somebody else changed it: left alone, or overwritten if so told)
 *                     ↘ AHEAD    (a newer generation is there: left alone)
 * </pre>
 *
 * <p>Left out: creating zones and delegations, which is Terraform's work, and DNSSEC, which is the
 * provider's.
 */
@NullMarked
package io.eightnines.failover.publish;

import org.jspecify.annotations.NullMarked;
