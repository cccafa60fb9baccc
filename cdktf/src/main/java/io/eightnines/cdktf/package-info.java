/**
 * Infrastructure written in Java and synthesised, at build time, to the JSON that terraform reads.
 *
 * <p>A plain record says what is wanted ({@link io.eightnines.cdktf.LocalRegion}), a stack turns it
 * into Terraform resources ({@link io.eightnines.cdktf.LocalRegionStack}), and {@link
 * io.eightnines.cdktf.Synthesis} wires both and writes the files. Each region is a stack with a
 * state of its own, so that redeploying one never waits for the lock of another.
 *
 * <p>Equal records give equal bytes, whatever the machine and the folder; no absolute path gets in.
 * Only this package imports the Terraform CDK bindings.
 *
 * <p>Left out: running terraform, which the redeploying side does on the synthesised files; traffic
 * weights, which belong to failover and go through DNS; and the processes of a local region.
 *
 * <p>Synthesis runs node behind the scenes, for the bindings are JavaScript. They are not safe for
 * use by several threads.
 */
@NullMarked
package io.eightnines.cdktf;

import org.jspecify.annotations.NullMarked;
