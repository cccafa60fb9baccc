package io.eightnines.runbooks.storm;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;

/**
 * What came of a storm.
 *
 * @param acknowledged different draws
 * @param perSecond of these, while they were asked for
 * @param kills of a gateway
 * @param mischief what the channel did
 * @param seed of everything that was left to chance
 */
public record StormReport(
    int acknowledged,
    double perSecond,
    double seconds,
    int kills,
    Mischief mischief,
    long seed,
    List<Check> checks)
    implements BenchReport {

  /**
   * What the channel did.
   *
   * @param sent requests, those that were repeated counted again
   * @param delayed so that later ones overtook them
   * @param repeated at another gateway, later
   * @param lost answers
   */
  public record Mischief(long sent, long delayed, long repeated, long lost) {}

  public StormReport {
    checks = List.copyOf(checks);
  }

  @Override
  public String bench() {
    return "storm";
  }

  @Override
  public void appendFigures(Formatter table) {
    table.format(
        "%n  %d draws acknowledged in %.0f s, %.0f a second, while gateways were killed %d times%n",
        acknowledged, seconds, perSecond, kills);
    table.format(
        "  %d requests, of which %d were held up and %d came twice; %d answers were lost; seed %d%n%n",
        mischief.sent(), mischief.delayed(), mischief.repeated(), mischief.lost(), seed);
  }
}
