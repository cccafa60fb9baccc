/**
 * Regions on AWS, in the three shapes that it can run the API in: containers that keep running
 * ({@link io.eightnines.cdktf.aws.AwsRegionStack}), functions started by requests ({@link
 * io.eightnines.cdktf.aws.AwsServerlessStack}), and machines that AWS sets up ({@link
 * io.eightnines.cdktf.aws.AwsBeanstalkStack}).
 *
 * <p>A region stands alone: network, balancer, key, copy of the image, alarms and Terraform state
 * are its own, so that nothing in it waits for another region. The tunnels to the sites are its
 * only way out.
 *
 * <p>Left out: building and pushing the image; the value of the API's configuration, which is
 * written to its secret past Terraform; the certificate of the service's name; access logs of the
 * balancers, for the API meters each request itself.
 */
@NullMarked
package io.eightnines.cdktf.aws;

import org.jspecify.annotations.NullMarked;
