/**
 * What a server says when it does not do what was asked: RFC 9457 problem details, with the refused
 * fields and, for a conflict, the draw that was issued instead.
 *
 * <p>Left out: deciding which problem it is, and how it travels.
 */
@NullMarked
package io.eightnines.client.problem;

import org.jspecify.annotations.NullMarked;
