package io.eightnines.runbooks.alert;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What an alert can lead to: the redeploy of a region. */
public interface Remedy {
  /** When the last redeploy began, whoever began it. */
  Optional<Instant> last() throws IOException;

  /** Why a region must not be redeployed now; empty if it may. Nothing is changed. */
  Optional<String> objection(String region, String reason) throws IOException, InterruptedException;

  /**
   * Redeploys a region.
   *
   * @return what came of it, for a person
   */
  String apply(String region, String reason) throws IOException, InterruptedException;
}
