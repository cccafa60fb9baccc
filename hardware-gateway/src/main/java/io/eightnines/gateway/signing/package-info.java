/**
 * The gateway's Ed25519 key: its file, and signing with it.
 *
 * <p>The key is read once at the start and never logged, shown or sent.
 *
 * <p>Left out: keys in hardware, and moving to a new key while running.
 */
@NullMarked
package io.eightnines.gateway.signing;

import org.jspecify.annotations.NullMarked;
