package io.eightnines.failover.zone;

/** What a name leads to in the zone (the steps of RFC 1034 section 4.3.2, as in RFC 4592). */
public sealed interface Found {
  /** The name exists, or a wildcard stands for it; its records are those of {@code node}. */
  record Here(Node node) implements Found {}

  /** The name is at or below a zone cut: others answer for it. */
  record Below(Node cut) implements Found {}

  /**
   * The name does not exist.
   *
   * @param encloser its closest ancestor that does
   */
  record Nowhere(Node encloser) implements Found {}

  /** The name is in another zone. */
  record Outside() implements Found {}
}
