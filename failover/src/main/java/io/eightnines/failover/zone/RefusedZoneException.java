package io.eightnines.failover.zone;

import java.util.List;

/** A zone that may not be served, with every fault that was found in it. */
public final class RefusedZoneException extends Exception {
  private static final long serialVersionUID = 1L;

  /** More faults than these are one mistake repeated. */
  private static final int SHOWN = 20;

  public RefusedZoneException(List<String> faults) {
    super(String.join("; ", faults.subList(0, Math.min(faults.size(), SHOWN))));
  }
}
