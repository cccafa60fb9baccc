/**
 * Where backups of ledger, journals and configuration go: one bucket in each cloud, whose objects
 * nobody can change or delete for as long as the topology says, not even we.
 *
 * <p>Writers may add objects and do nothing else: a writer that was taken over can fill the bucket,
 * but neither read nor remove what was there. Readers are people, who restore.
 *
 * <p>Left out: who takes on the roles, which is the identity of the sites' business; and proving a
 * backup by restoring it, which the backup command does.
 */
@NullMarked
package io.eightnines.cdktf.backup;

import org.jspecify.annotations.NullMarked;
