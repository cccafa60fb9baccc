/** Tests of this package. */
@NullMarked
package io.eightnines.client.problem;

import org.jspecify.annotations.NullMarked;
