package io.eightnines.failover.probe;

/** How far down a probe asks. */
public enum Depth {
  /** Whether the endpoint itself is ready. */
  SHALLOW,
  /** Whether it could do its work now, with all that it depends on. */
  DEEP
}
