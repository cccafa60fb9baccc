/**
 * The buckets in which Terraform keeps what it knows: encrypted, versioned, locked, one per region
 * in that region.
 *
 * <p>These stacks come first and keep their own state beside themselves, in a file to be moved to
 * the bucket or kept safe by hand: it names the buckets and holds no secret.
 */
@NullMarked
package io.eightnines.cdktf.state;

import org.jspecify.annotations.NullMarked;
