/** The process of a region. */
@NullMarked
package io.eightnines.runbooks.region;

import org.jspecify.annotations.NullMarked;
