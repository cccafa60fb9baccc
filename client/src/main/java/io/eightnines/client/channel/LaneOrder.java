package io.eightnines.client.channel;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which lane is tried next: fit ones in turn, then suspect ones, never the same one twice. */
final class LaneOrder {
  private LaneOrder() {}

  /**
   * Picks a lane.
   *
   * @param fit for each lane, whether it is fit
   * @param turn any number; consecutive turns spread over the lanes
   * @param tried lanes that this request has tried already
   * @return the index of the lane, or nothing when all have been tried
   */
  static OptionalInt next(List<Boolean> fit, int turn, Collection<Integer> tried) {
    OptionalInt found = pick(fit, true, turn, tried);
    return found.isPresent() ? found : pick(fit, false, turn, tried);
  }

  /** Turns are counted among the lanes of one state, so that a suspect lane's share is split. */
  private static OptionalInt pick(
      List<Boolean> fit, boolean wanted, int turn, Collection<Integer> tried) {
    int[] lanes =
        IntStream.range(0, fit.size())
            .filter(lane -> fit.get(lane) == wanted && !tried.contains(lane))
            .toArray();
    return lanes.length == 0
        ? OptionalInt.empty()
        : OptionalInt.of(lanes[Math.floorMod(turn, lanes.length)]);
  }
}
