/** Packets dropped and answers spoiled. */
@NullMarked
package io.eightnines.runbooks.fault;

import org.jspecify.annotations.NullMarked;
