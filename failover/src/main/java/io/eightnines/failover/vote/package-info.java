/**
 * What observers say of endpoints, and what follows when their words are counted.
 *
 * <p>Each daemon is an observer and casts one {@link io.eightnines.failover.vote.Ballot}: its whole
 * opinion, or the reason why it abstains. A newer ballot replaces the older one; one that is not
 * renewed lapses. {@link io.eightnines.failover.vote.Council} counts the fresh ones, a pure
 * function. Not knowing means hold: where no majority says otherwise, an endpoint stays as it was.
 *
 * <p>Left out: how an observer forms its opinion, and what is done about a finding.
 */
@NullMarked
package io.eightnines.failover.vote;

import org.jspecify.annotations.NullMarked;
