/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.result;

import org.jspecify.annotations.NullMarked;
