/**
 * The draw protocol: what a customer asks for ({@link io.eightnines.client.draw.DrawRequest}), what
 * a gateway issues ({@link io.eightnines.client.draw.Draw}), and their JSON, which is the same
 * between backend, API and gateway.
 *
 * <p>Draws of one customer form chains. A draw names its predecessor, its id is a hash over its
 * content and that name, and a gateway signs it; so a chain cannot be rewritten, and the canonical
 * bytes are all that anybody needs in order to check it. A request is in one of two states,
 * accepted or refused with every error at once; a draw is never changed once issued.
 *
 * <p>Left out: how draws are made and stored (the gateway), how they travel (the channel), and
 * checking of signatures ({@code io.eightnines.client.verify}).
 */
@NullMarked
package io.eightnines.client.draw;

import org.jspecify.annotations.NullMarked;
