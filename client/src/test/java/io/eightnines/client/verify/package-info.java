/** Tests of this package. */
@NullMarked
package io.eightnines.client.verify;

import org.jspecify.annotations.NullMarked;
