@NullMarked
package io.eightnines.runbooks.backup;

import org.jspecify.annotations.NullMarked;
