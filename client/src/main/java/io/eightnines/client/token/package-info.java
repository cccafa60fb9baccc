/**
 * Bearer tokens of which a server knows only hashes, so that neither its configuration nor its
 * memory dump lets anybody in.
 *
 * <p>Left out: what the caller may do once known.
 */
@NullMarked
package io.eightnines.client.token;

import org.jspecify.annotations.NullMarked;
