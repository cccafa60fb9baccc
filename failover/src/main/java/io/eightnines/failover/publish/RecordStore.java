package io.eightnines.failover.publish;

import java.util.List;
import java.util.Optional;

/**
 * One provider's records of the service's name and of its generation record.
 *
 * @param <R> a record set in the provider's own form, which is what it must be told to remove
 */
public interface RecordStore<R> {
  /**
   * What is there.
   *
   * @param marks texts of the generation record, of which there should be one
   * @param lines the service's record sets, each in one line as {@link RecordSet#text} gives it;
   *     what we would never write is there in other words
   * @param exact all of both
   */
  record Reading<R>(List<String> marks, List<String> lines, List<R> exact) {
    public Reading {
      marks = List.copyOf(marks);
      lines = lines.stream().sorted().toList();
      exact = List.copyOf(exact);
    }

    /** The generation record, if there is one and it is ours. */
    public Optional<Mark> mark() {
      return marks.size() == 1 ? Mark.parse(marks.getFirst()) : Optional.empty();
    }

    /** 0 where nothing of ours is served. */
    public long generation() {
      return mark().map(Mark::generation).orElse(0L);
    }

    /** What somebody else did since our last publish, in words. */
    public Optional<String> drift() {
      if (marks.isEmpty() && lines.isEmpty()) {
        return Optional.empty();
      }
      if (marks.isEmpty()) {
        return Optional.of("there are records that we did not publish: " + shown());
      }
      if (mark().isEmpty()) {
        return Optional.of("the generation record is not ours: " + String.join(" | ", marks));
      }
      return mark().get().digest().equals(Content.digest(lines))
          ? Optional.empty()
          : Optional.of(
              "the records are not those of generation %d: %s".formatted(generation(), shown()));
    }

    private String shown() {
      return lines.isEmpty() ? "none" : String.join(" | ", lines);
    }
  }

  /** What became of a replacement. */
  sealed interface Replacement {
    /**
     * It is done, or will be without fail.
     *
     * @param change by which to ask whether it has reached every name server of the provider
     */
    record Accepted(Optional<String> change) implements Replacement {}

    /** What is there is not what was read; nothing was changed. */
    record Conflict(String text) implements Replacement {}
  }

  Reading<R> read() throws ProviderException;

  /** Removes exactly what was read and puts the content with its mark there, all or nothing. */
  Replacement replace(Reading<R> before, Content after) throws ProviderException;

  /** Whether a change has reached every name server of the provider, as the provider says. */
  boolean isSettled(String change) throws ProviderException;
}
