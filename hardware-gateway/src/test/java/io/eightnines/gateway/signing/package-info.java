/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.signing;

import org.jspecify.annotations.NullMarked;
