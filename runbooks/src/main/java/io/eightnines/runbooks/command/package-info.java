/**
 * The {@code eightnines} command: what a person types, and how it is answered.
 *
 * <p>Exit codes: 0 done, or a drill that passed; 1 a drill that failed, a draw that is forged or an
 * order that was refused; 2 a command line that cannot be understood; 3 something outside that went
 * wrong, such as no daemon that answers; 4 a redeploy beside another.
 */
@NullMarked
package io.eightnines.runbooks.command;

import org.jspecify.annotations.NullMarked;
