package io.eightnines.client.channel;

/** What became of a request. */
public sealed interface Reply {

  /** How many attempts were made, the first one included. */
  int attempts();

  /**
   * An endpoint answered. The status may be a 5xx when no endpoint did better.
   *
   * @param endpoint the name of the endpoint that answered
   */
  record Answered(Response response, String endpoint, int attempts) implements Reply {}

  /**
   * Nobody answered within the deadline, or what was left could not be paid for.
   *
   * @param reason each attempt's end, in order; fit for a log
   */
  record Unanswered(String reason, int attempts) implements Reply {}
}
