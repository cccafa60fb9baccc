package io.eightnines.client.channel;

/** How one attempt on one endpoint ended. */
public sealed interface Outcome {

  /** The endpoint answered, with whatever status. */
  record Answered(Response response) implements Outcome {}

  /** No connection: refused, unreachable, not accepted in time, or its certificate is wrong. */
  record Unconnected(String reason) implements Outcome {}

  /** The connection ended before a whole answer came. */
  record Broken(String reason) implements Outcome {}

  /** Connected, and silent for the whole time allowed. */
  record TimedOut() implements Outcome {}
}
