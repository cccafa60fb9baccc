/** What watchers make of answers and weights. */
@NullMarked
package io.eightnines.runbooks.load;

import org.jspecify.annotations.NullMarked;
