/**
 * The gateway's Ed25519 keys: the file of each, signing, and the ring of all that ever signed.
 *
 * <p>A key signs, or did once; the public half of either is published for ever. A private half is
 * read when its turn comes, and never logged, shown or sent.
 *
 * <p>Left out: keys in hardware.
 */
@NullMarked
package io.eightnines.gateway.signing;

import org.jspecify.annotations.NullMarked;
