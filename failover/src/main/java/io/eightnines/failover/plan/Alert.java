package io.eightnines.failover.plan;

/** Something that a person must hear of, in words with figures. */
public record Alert(Name name, String text) {
  /** The alerts that a plan can raise. */
  public enum Name {
    /** Every endpoint is found down. */
    ALL_DOWN,
    /** At least one region is out, so that another loss would hurt more. */
    REDUNDANCY_LOST,
    /** More endpoints are suspected than may be withdrawn without proof. */
    SUSPECTS_KEPT,
    /** The endpoints in service cannot carry the peak. */
    OVER_CAPACITY,
    /** The guard holds a plan back. */
    HELD
  }
}
