package io.eightnines.runbooks.redeploy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What happened in a run, as the journal has it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Note.Begun.class, name = "begun"),
  @JsonSubTypes.Type(value = Note.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = Note.Did.class, name = "did"),
  @JsonSubTypes.Type(value = Note.Passed.class, name = "passed"),
  @JsonSubTypes.Type(value = Note.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Note.Again.class, name = "again"),
  @JsonSubTypes.Type(value = Note.Abandoned.class, name = "abandoned"),
  @JsonSubTypes.Type(value = Note.Finished.class, name = "finished")
})
public sealed interface Note {
  /**
   * A run was begun.
   *
   * @param generation that Terraform is to make of the region
   */
  record Begun(String reason, long generation) implements Note {}

  /** A phase was entered; whatever it does may or may not have been done. */
  record Entered(Phase phase) implements Note {}

  /** Something was done within a phase. */
  record Did(Phase phase, String what) implements Note {}

  /** A phase reached what it is for. */
  record Passed(Phase phase, String detail) implements Note {}

  /** A phase did not get there. */
  record Failed(Phase phase, String why) implements Note {}

  /** A region that did not become well is replaced once more. */
  record Again(long generation) implements Note {}

  /** The run ended early, and the region is as it was. */
  record Abandoned(String why) implements Note {}

  /** The run ended well. */
  record Finished() implements Note {}
}
