/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.health;

import org.jspecify.annotations.NullMarked;
