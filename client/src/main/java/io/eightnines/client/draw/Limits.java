package io.eightnines.client.draw;

import io.eightnines.client.json.FieldError;
import java.util.List;

/**
 * How much one request may ask for. {@link #PROTOCOL} is what every reader of draws is built for; a
 * gateway may set less, never more.
 *
 * @param count numbers in one draw
 * @param permutation size of a permutation
 * @param k how many a selection may pick
 * @param n out of how many a selection may pick
 * @param pools pools in one draw, of which all together pick at most k
 * @param bodyBytes length of a request in bytes
 */
public record Limits(int count, int permutation, int k, int n, int pools, int bodyBytes) {

  /**
   * 10 000 numbers of 22 characters, or a permutation of 100 000 with 6.9 each, make a draw of at
   * most 0.7 MB, which fits every cache and one transaction. A selection keeps memory for what it
   * picks, not for what it picks from, so n may be larger. No lottery has as many as 16 pools. 16
   * KiB is ten times the longest sensible request.
   */
  public static final Limits PROTOCOL =
      new Limits(10_000, 100_000, 10_000, 1_000_000, 16, 16 * 1024);

  /** The longest draw in bytes that the limits allow: results, generators and a tag, with slack. */
  public static final int MAX_DRAW_BYTES = 1024 * 1024;

  public Limits {
    within("count", count, 10_000);
    within("permutation", permutation, 100_000);
    within("k", k, 10_000);
    within("n", n, 1_000_000);
    within("pools", pools, 16);
    within("bodyBytes", bodyBytes, 16 * 1024);
  }

  private static void within(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("%s %d: expected 1 to %d".formatted(name, value, max));
    }
  }

  /** What of a spec exceeds these limits; nothing if it may be drawn. */
  public List<FieldError> exceededBy(Spec spec) {
    return spec.sizes(this).stream().filter(Size::exceeded).map(Size::error).toList();
  }

  /** One size of a spec beside its limit. */
  record Size(String field, long value, long max) {
    boolean exceeded() {
      return value > max;
    }

    FieldError error() {
      return new FieldError("spec." + field, Long.toString(value), "at most " + max);
    }
  }
}
