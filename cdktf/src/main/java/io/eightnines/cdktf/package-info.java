/**
 * Infrastructure written in Java and synthesised, at build time, to the JSON that terraform reads.
 *
 * <p>A stack says what Terraform resources there are ({@link
 * io.eightnines.cdktf.LocalRegionStack}), and {@link io.eightnines.cdktf.Synthesis} wires the
 * stacks and writes the files. Each region has a state of its own, so that redeploying one never
 * waits for the lock of another.
 *
 * <p>What is used without node is checked in under {@code golden}, and a test compares it.
 *
 * <p>Equal records give equal bytes, whatever the machine and the folder; no absolute path gets in.
 * Only this package imports the Terraform CDK bindings.
 *
 * <p>Left out: running terraform, which the redeploying side does on the synthesised files; and
 * traffic weights, which belong to failover and go through DNS.
 *
 * <p>Synthesis runs node behind the scenes, for the bindings are JavaScript. They are not safe for
 * use by several threads.
 */
@NullMarked
package io.eightnines.cdktf;

import org.jspecify.annotations.NullMarked;
