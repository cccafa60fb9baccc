/**
 * Regions on Google Cloud: the API on Cloud Run behind a global load balancer with one fixed
 * address, and tunnels to the sites.
 *
 * <p>A region stands alone here, too: it has its own balancer, key, copy of the image and Terraform
 * state, though the balancer of Google Cloud could span regions. Failover chooses between regions,
 * and a balancer that did so as well would hide from it which region answers.
 *
 * <p>Left out: building and pushing the image; the value of the API's configuration, which is
 * written to its secret past Terraform; the certificate of the service's name.
 */
@NullMarked
package io.eightnines.cdktf.google;

import org.jspecify.annotations.NullMarked;
