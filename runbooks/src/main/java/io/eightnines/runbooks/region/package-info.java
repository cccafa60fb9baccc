/**
 * A region of the local fleet as Terraform runs it: one process that lives on without whoever
 * started it.
 *
 * <p>A {@link io.eightnines.runbooks.region.RegionCard} says what is to be run, and a {@link
 * io.eightnines.runbooks.region.RegionProcess} starts and stops it. It is running or not; to start
 * what runs and to stop what does not are nothing. One that does not become ready is ended again,
 * so that a failed start leaves nothing behind.
 *
 * <p>Whose process a number names is told by its start time too ({@link
 * io.eightnines.runbooks.region.ProcessMark}): numbers come again, and a stranger's process is
 * never ended.
 *
 * <p>Left out: when a region is started or stopped, which Terraform says.
 */
@NullMarked
package io.eightnines.runbooks.region;

import org.jspecify.annotations.NullMarked;
