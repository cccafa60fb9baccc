/**
 * How a person at a prompt asks daemons and gives them orders: {@link
 * io.eightnines.runbooks.operate.Daemons} asks one after the other until one answers, and {@link
 * io.eightnines.runbooks.operate.Pages} turns answers into tables.
 *
 * <p>An order carries an id of its own, so that asking the next daemon, or asking again, never
 * gives it twice. Left out: what an order does, which only the daemons know.
 */
@NullMarked
package io.eightnines.runbooks.operate;

import org.jspecify.annotations.NullMarked;
