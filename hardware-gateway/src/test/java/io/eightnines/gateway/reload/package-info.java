/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.reload;

import org.jspecify.annotations.NullMarked;
