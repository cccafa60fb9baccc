/** Redeploying on an alert. */
@NullMarked
package io.eightnines.runbooks.alert;

import org.jspecify.annotations.NullMarked;
