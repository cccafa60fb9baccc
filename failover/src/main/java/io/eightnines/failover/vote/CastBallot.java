package io.eightnines.failover.vote;

/**
 * A ballot in the log.
 *
 * @param castMillis log time of the entry that brought it
 */
public record CastBallot(Ballot ballot, long castMillis) {}
