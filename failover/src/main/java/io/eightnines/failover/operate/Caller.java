package io.eightnines.failover.operate;

import io.eightnines.failover.intent.Operator;

/** Somebody who has shown a token: by which name its orders are journalled, and what it may do. */
public record Caller(Operator name, Role role) {}
