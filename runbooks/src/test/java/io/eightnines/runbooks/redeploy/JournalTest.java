package io.eightnines.runbooks.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final List<Note> EVERY_KIND =
      List.of(
          new Note.Begun("a reason", 7),
          new Note.Entered(Phase.DRAIN),
          new Note.Did(Phase.DRAIN, "it"),
          new Note.Passed(Phase.DRAIN, "well"),
          new Note.Failed(Phase.SETTLE, "why"),
          new Note.Again(8),
          new Note.Abandoned("why"),
          new Note.Finished());

  @TempDir Path folder;

  private static Line line(Note note) {
    return new Line("2026-11-21T12:00:00.5Z", "run-1", "east", note);
  }

  private Path written() throws Exception {
    try (Journal journal = Journal.open(folder)) {
      for (Note note : EVERY_KIND) {
        journal.add(line(note));
      }
    }
    return folder.resolve("journal.jsonl");
  }

  @Test
  void what_was_written_is_read_again() throws Exception {
    written();

    try (Journal journal = Journal.open(folder)) {
      assertThat(journal.lines()).isEqualTo(EVERY_KIND.stream().map(JournalTest::line).toList());
    }
    assertThat(Journal.read(folder)).hasSize(EVERY_KIND.size());
  }

  @Test
  void a_journal_cut_short_anywhere_loses_its_last_line_only_and_can_be_written_on()
      throws Exception {
    byte[] all = Files.readAllBytes(written());
    for (int length = 0; length < all.length; length += 3) {
      Files.write(folder.resolve("journal.jsonl"), Arrays.copyOf(all, length));
      List<Line> left = Journal.read(folder);

      try (Journal journal = Journal.open(folder)) {
        assertThat(journal.lines()).isEqualTo(left);
        journal.add(line(new Note.Finished()));
      }

      List<Line> now = Journal.read(folder);
      assertThat(now).as("cut at %d", length).hasSize(left.size() + 1);
      assertThat(now.subList(0, left.size())).isEqualTo(left);
    }
  }

  @Test
  void a_line_that_is_none_is_refused_by_number() throws Exception {
    Path file = written();
    Files.writeString(file, Files.readString(file).replace("\"entered\"", "\"enterd\""));

    assertThatThrownBy(() -> Journal.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2 is no line of a journal");
  }
}
