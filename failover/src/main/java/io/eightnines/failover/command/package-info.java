/**
 * What the program does beside {@code server} and {@code check}: replaying a journal, and bringing
 * a snapshot back. Both work on files, without a daemon.
 */
@NullMarked
package io.eightnines.failover.command;

import org.jspecify.annotations.NullMarked;
