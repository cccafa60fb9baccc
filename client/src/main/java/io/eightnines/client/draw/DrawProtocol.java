package io.eightnines.client.draw;

/** Names that both ends of the HTTP protocol must spell alike. */
public final class DrawProtocol {

  /** Request header of the API towards a gateway: the authenticated {@link CustomerId}. */
  public static final String CUSTOMER = "Eightnines-Customer";

  /**
   * Request header: how many milliseconds the caller will still wait, 1 to {@value
   * #MAX_DEADLINE_MS}. It is a remaining time, so that no two clocks need to agree.
   */
  public static final String DEADLINE_MS = "Eightnines-Deadline-Ms";

  /** Longer waits are no deadlines. */
  public static final int MAX_DEADLINE_MS = 60_000;

  /** Response header of a server that is not ready: why, {@code starting} or {@code draining}. */
  public static final String STATE = "Eightnines-State";

  private DrawProtocol() {}
}
