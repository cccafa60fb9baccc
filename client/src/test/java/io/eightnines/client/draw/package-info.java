/** Tests of this package. */
@NullMarked
package io.eightnines.client.draw;

import org.jspecify.annotations.NullMarked;
