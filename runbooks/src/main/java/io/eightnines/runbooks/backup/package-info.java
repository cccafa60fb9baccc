/**
 * Backups of what cannot be made again: ledgers, the daemons' journals, snapshots and plans, the
 * topology, and Terraform's states.
 *
 * <p>{@link io.eightnines.runbooks.backup.Sources} says what to copy, {@link
 * io.eightnines.runbooks.backup.Backup} copies it into a folder that appears whole or not at all,
 * and {@link io.eightnines.runbooks.backup.Restoring} brings it back after {@link
 * io.eightnines.runbooks.backup.Verification} has found every file as the manifest says. A ledger
 * is copied while its gateway writes; each copy is checked before it counts.
 *
 * <p>Left out on purpose: private keys, tokens and certificates, which belong to a store of secrets
 * (the public half of a signing key is kept, so that old draws can be verified); metrics and logs.
 * Not built: an adapter for object stores; a folder is copied there by their own tools.
 */
@NullMarked
package io.eightnines.runbooks.backup;

import org.jspecify.annotations.NullMarked;
