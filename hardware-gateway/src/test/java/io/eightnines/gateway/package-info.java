/** Tests of this package. */
@NullMarked
package io.eightnines.gateway;

import org.jspecify.annotations.NullMarked;
