package io.eightnines.client.channel;

/**
 * Tokens for the attempts that nobody asked for, as a value. Successes earn a share of a token, a
 * hedge or retry spends one: when everything fails, the extra load ends after what was saved up
 * (the retry throttling of gRFC A6, and Finagle's retry budget).
 */
record RetryBudget(ChannelPolicy.Budget policy, double tokens) {

  static RetryBudget initial(ChannelPolicy.Budget policy) {
    return new RetryBudget(policy, policy.cap() / 2);
  }

  boolean allows() {
    return tokens >= 1;
  }

  RetryBudget spent() {
    return new RetryBudget(policy, Math.max(0, tokens - 1));
  }

  RetryBudget earned() {
    return new RetryBudget(policy, Math.min(policy.cap(), tokens + policy.perSuccess()));
  }
}
