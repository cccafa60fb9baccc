package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * Whether a fleet is whole: every daemon serves every region as configured, knows a leader and has
 * read the whole log.
 */
final class Wholeness {
  /** Each daemon renews its ballot once a second, and the daemons are asked one after another. */
  private static final long ENTRIES_UNDER_WAY = 10;

  private Wholeness() {}

  /** What a fleet lacks, a line each; empty if it is whole. */
  static List<String> missing(Fleet fleet) {
    List<String> missing = new ArrayList<>();
    Map<String, DaemonStatus> all = new LinkedHashMap<>();
    for (Member daemon : fleet.daemons()) {
      try {
        all.put(daemon.name(), fleet.status(daemon));
      } catch (IOException silent) {
        missing.add(daemon.name() + " gives no status: " + silent);
      }
    }
    missing.addAll(missing(all));
    return missing;
  }

  static List<String> missing(Map<String, DaemonStatus> statuses) {
    List<String> missing = new ArrayList<>();
    statuses.forEach((daemon, status) -> {
      if (!status.isWhole()) {
        missing.add(
            "%s serves %s instead of %s"
                .formatted(daemon, status.effective(), status.configured()));
      }
      if (status.leader().isEmpty()) {
        missing.add(daemon + " knows no leader");
      }
    });
    LongSummaryStatistics applied =
        statuses.values().stream().mapToLong(DaemonStatus::applied).summaryStatistics();
    statuses.forEach((daemon, status) -> {
      long behind = applied.getMax() - status.applied();
      if (behind > ENTRIES_UNDER_WAY) {
        missing.add("%s is %d entries behind".formatted(daemon, behind));
      }
    });
    return missing;
  }
}
