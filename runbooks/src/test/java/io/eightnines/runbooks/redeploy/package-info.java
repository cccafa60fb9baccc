/** Redeploying a region, step by step and crash by crash. */
@NullMarked
package io.eightnines.runbooks.redeploy;

import org.jspecify.annotations.NullMarked;
