/** Tests of this package. */
@NullMarked
package io.eightnines.client.json;

import org.jspecify.annotations.NullMarked;
