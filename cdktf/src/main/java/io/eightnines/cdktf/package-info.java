/**
 * Infrastructure written in Java and synthesised, at build time, to the JSON that terraform reads.
 *
 * <p>{@link io.eightnines.cdktf.Synthesis} reads a topology and writes a stack for each thing that
 * may be changed apart: the packages beside this one are what stands in the clouds, {@link
 * io.eightnines.cdktf.LocalRegionStack} is a region of the local fleet. Each region has a state of
 * its own, so that redeploying one never waits for the lock of another. Nothing is written that
 * violates {@link io.eightnines.cdktf.rules.HouseRules}.
 *
 * <p>Equal topologies give equal bytes; no absolute path gets in. What comes of them is checked in
 * under {@code golden}, so that a change of infrastructure is read as a difference, and a test
 * compares it.
 *
 * <p>What is shown: the real terraform finds every stack valid against schemas rebuilt from the
 * published bindings, and plans, applies and destroys each on mocked providers. What is not: no
 * code of a provider ran, and no cloud was asked. What a value means to a cloud, which arguments
 * exclude each other, and how long anything takes, only a cloud can tell.
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
