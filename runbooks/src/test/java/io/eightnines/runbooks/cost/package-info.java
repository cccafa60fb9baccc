@NullMarked
package io.eightnines.runbooks.cost;

import org.jspecify.annotations.NullMarked;
