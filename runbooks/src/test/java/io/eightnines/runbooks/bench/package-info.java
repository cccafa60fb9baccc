/** Tests of the benchmarks' own arithmetic; what they measure is for a person to run. */
@NullMarked
package io.eightnines.runbooks.bench;

import org.jspecify.annotations.NullMarked;
