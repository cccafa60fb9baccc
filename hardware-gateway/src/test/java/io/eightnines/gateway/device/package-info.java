/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.device;

import org.jspecify.annotations.NullMarked;
