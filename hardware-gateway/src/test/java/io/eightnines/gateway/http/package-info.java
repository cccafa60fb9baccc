/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.http;

import org.jspecify.annotations.NullMarked;
