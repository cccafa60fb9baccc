/** Tests of this package. */
@NullMarked
package io.eightnines.gateway.ledger;

import org.jspecify.annotations.NullMarked;
