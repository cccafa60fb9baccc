/**
 * Terraform, run as a program on files that were synthesised at build time: no node, no registry.
 *
 * <p>A {@link io.eightnines.runbooks.terraform.RegionStack} is one region's folder with its
 * configuration and its state. It has no generation yet, or one; applying the generation that it
 * has changes nothing, unless its last start failed.
 *
 * <p>Left out: weights. Nothing here could change one.
 */
@NullMarked
package io.eightnines.runbooks.terraform;

import org.jspecify.annotations.NullMarked;
