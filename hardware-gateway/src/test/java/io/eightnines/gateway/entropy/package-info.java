/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.entropy;

import org.jspecify.annotations.NullMarked;
