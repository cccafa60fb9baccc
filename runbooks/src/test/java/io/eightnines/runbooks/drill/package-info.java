/** Figures and reports of drills. */
@NullMarked
package io.eightnines.runbooks.drill;

import org.jspecify.annotations.NullMarked;
