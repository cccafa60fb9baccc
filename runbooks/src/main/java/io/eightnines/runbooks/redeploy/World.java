package io.eightnines.runbooks.redeploy;

import java.io.IOException;

/** What a redeploy sees of the world and does to it. Everything done may be done again. */
public interface World {
  /** Looks at failover, at the region and at Terraform's state. */
  Sight look() throws IOException, InterruptedException;

  /**
   * Gives the order that drains the region.
   *
   * @param id of the order
   * @throws IOException if it was refused, or nobody knows whether it was taken
   */
  void drain(String id, String reason) throws IOException, InterruptedException;

  /** Ends the order, if there is one. */
  void undrain(String id) throws IOException, InterruptedException;

  /** Has Terraform make the region be of a generation. */
  Applied apply(long generation) throws IOException, InterruptedException;

  /**
   * What an apply took.
   *
   * @param millis in all
   * @param ownMillis without the region's own stop and start
   */
  record Applied(long millis, long ownMillis) {}
}
