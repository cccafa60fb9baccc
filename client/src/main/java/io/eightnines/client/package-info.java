/**
 * What a game backend embeds: ask for draws, and check them.
 *
 * <p>{@link io.eightnines.client.DrawClient} asks, over the {@code channel} that survives dying
 * regions; {@code draw} and {@code json} are the protocol, {@code problem} is what a refusal looks
 * like, {@code verify} tells a genuine draw from a forged one without any network.
 *
 * <p>Left out: keeping a chain's last draw, which is the backend's own state.
 */
@NullMarked
package io.eightnines.client;

import org.jspecify.annotations.NullMarked;
