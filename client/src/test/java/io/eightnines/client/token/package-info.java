/** Tests of this package. */
@NullMarked
package io.eightnines.client.token;

import org.jspecify.annotations.NullMarked;
