/** What a person types. */
@NullMarked
package io.eightnines.runbooks.command;

import org.jspecify.annotations.NullMarked;
