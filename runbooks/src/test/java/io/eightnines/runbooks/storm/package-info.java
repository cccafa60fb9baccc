@NullMarked
package io.eightnines.runbooks.storm;

import org.jspecify.annotations.NullMarked;
