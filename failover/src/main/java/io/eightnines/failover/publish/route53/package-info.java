/**
 * Publishes to Amazon Route 53: weighted record sets, and alias records of load balancers.
 *
 * <p>A change is one batch, which Route 53 applies as a whole or not at all: each set that was read
 * is deleted by all that it was, which fails if it is anything else by now, and the new ones are
 * created. Only three actions are called, and only for two names; the policy that allows them and
 * nothing else is {@code route53-policy.json} among the resources. Credentials come from the SDK's
 * own default chain. Left out: health checks of Route 53's, and every other routing policy.
 */
@NullMarked
package io.eightnines.failover.publish.route53;

import org.jspecify.annotations.NullMarked;
