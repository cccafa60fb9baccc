package io.eightnines.failover.dns.guard;

/** What a shield did about a query, for the one who counts. */
public enum Measure {
  /** Over the limit: no answer. */
  DROPPED,
  /** Over the limit: sent to TCP by the TC bit. */
  SLIPPED,
  /** Over the limit: told to come again with the cookie in the answer (BADCOOKIE). */
  CHALLENGED,
  /** The answer was too large for somebody unknown: sent to TCP by the TC bit. */
  SHORTENED,
  /** The query showed a cookie that we gave. */
  VALID_COOKIE,
  /** The query showed a cookie that we did not give, or not to this address, or long ago. */
  WRONG_COOKIE,
  /** The query had a cookie of a length that no cookie has. */
  MALFORMED_COOKIE
}
