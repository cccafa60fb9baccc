/**
 * The organisation's zone at two DNS providers that know nothing of each other, and what the
 * failover daemons may change in it.
 *
 * <p>Each provider is a stack with a state of its own, so that one whose interface is down holds up
 * nothing at the other. Both serve the same records; the registrar names the servers of both.
 *
 * <p>Three kinds of names stand in the zone, each with one owner ({@link
 * io.eightnines.cdktf.dns.ServiceRecords}):
 *
 * <ul>
 *   <li>the zone of the service, delegated to the daemons with a short life: Terraform's, for it
 *       changes only with the daemons;
 *   <li>the name that daemons publish to at the provider: theirs alone. Terraform has no record
 *       there, because it would put back what a daemon took away;
 *   <li>the name of the last resort, answered by weight: made by Terraform, weighed by people. Its
 *       weights are left alone after they were first set.
 * </ul>
 *
 * <p>DNSSEC is prepared and off: two providers that sign one zone with keys of their own would each
 * make the other's answers bogus, unless they publish each other's keys (RFC 8901), which these two
 * do not offer. Who leaves one of them out can turn it on.
 *
 * <p>Left out: registering the zone, and giving the daemons their identities.
 */
@NullMarked
package io.eightnines.cdktf.dns;

import org.jspecify.annotations.NullMarked;
