/** The API before a scripted gateway, over real sockets. */
@NullMarked
package io.eightnines.api;

import org.jspecify.annotations.NullMarked;
