/** Files of a fleet. */
@NullMarked
package io.eightnines.runbooks.fleet;

import org.jspecify.annotations.NullMarked;
