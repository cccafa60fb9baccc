/** The house as a whole: what may depend on what, and a fleet that survives its drills. */
@NullMarked
package io.eightnines.runbooks;

import org.jspecify.annotations.NullMarked;
