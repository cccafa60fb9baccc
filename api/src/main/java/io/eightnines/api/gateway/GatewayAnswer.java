package io.eightnines.api.gateway;

import io.eightnines.client.channel.Response;

/** What came of asking the gateways. */
public sealed interface GatewayAnswer {

  /** A gateway answered, and the answer is meant for the caller. */
  record Given(Response response) implements GatewayAnswer {}

  /** The caller's time was up before a gateway answered. */
  record TooLate(String reason) implements GatewayAnswer {}

  /** No gateway could answer; nothing is known to have been issued. */
  record Unreachable(String reason) implements GatewayAnswer {}
}
