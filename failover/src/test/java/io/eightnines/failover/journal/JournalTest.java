package io.eightnines.failover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.Histories;
import io.eightnines.failover.decide.Log;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.plan.Plan;
import io.eightnines.time.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalPolicy ROOMY = new JournalPolicy(64 << 20, 8);

  /** An entry with what it did, as a daemon hands it to its journal. */
  private record Applied(State before, Stamp at, Command command, Step step) {}

  @TempDir private Path directory;
  private final AtomicInteger failures = new AtomicInteger();

  private static List<Applied> history(long seed, int entries) {
    return history(seed, entries, 100);
  }

  private static List<Applied> history(long seed, int entries, long millisApart) {
    List<Applied> all = new ArrayList<>();
    State state = State.empty();
    for (Command command : Histories.of(seed, entries)) {
      long index = state.stamp().index() + 1;
      Stamp at = Log.stamp(index, index * millisApart);
      Step step = Decider.apply(state, at, command);
      all.add(new Applied(state, at, command, step));
      state = step.state();
    }
    return all;
  }

  private static List<byte[]> plans(List<Applied> history) {
    return history.stream()
        .flatMap(each -> each.step().adopted().stream())
        .map(adopted -> Notation.write(adopted.plan()))
        .toList();
  }

  /** A daemon's life: starts, journals, stops. */
  private void live(JournalPolicy policy, List<Applied> entries) throws Exception {
    Journal journal = new Journal(directory, policy, failures::incrementAndGet);
    journal.start();
    for (Applied each : entries) {
      journal.append(each.before(), each.at(), each.command(), each.step());
    }
    Await.until("all is written", journal::isIdle);
    journal.stop();
  }

  private Replay.Result replayed(List<byte[]> into) throws IOException {
    return Replay.run(directory, plan -> into.add(Notation.write(plan)));
  }

  private Replay.Result replayed() throws IOException {
    return replayed(new ArrayList<>());
  }

  private List<Path> files() throws IOException {
    return Segments.of(directory);
  }

  @Test
  void a_replay_comes_to_the_same_plans_byte_for_byte() throws Exception {
    for (long seed = 0; seed < 5; seed++) {
      List<Applied> history = history(seed, 300);
      live(ROOMY, history);

      List<byte[]> again = new ArrayList<>();
      Replay.Result result = replayed(again);

      assertThat(result.fault()).as("seed %d", seed).isEmpty();
      assertThat(result.entries()).isEqualTo(300);
      assertThat(again).hasSizeGreaterThan(10).containsExactlyElementsOf(plans(history));
      assertThat(result.plans()).isEqualTo(again.size());
      for (Path file : files()) {
        Files.delete(file);
      }
    }
    assertThat(failures).hasValue(0);
  }

  private static Publication publication(int number) {
    return new Publication(
        "aws",
        number,
        number % 2 == 0 ? "WRITTEN" : "DRIFTED",
        number % 2 == 0 ? "" : "somebody wrote \"again\": " + number,
        number % 3 == 0
            ? Optional.of(new Publication.Manual("alice", "it was edited"))
            : Optional.empty());
  }

  /** The same, with a publish noted before the first entry and behind every tenth. */
  private void liveAndPublish(JournalPolicy policy, List<Applied> entries) throws Exception {
    Journal journal = new Journal(directory, policy, failures::incrementAndGet);
    journal.start();
    journal.note(publication(0), Instant.EPOCH);
    for (int i = 0; i < entries.size(); i++) {
      Applied each = entries.get(i);
      journal.append(each.before(), each.at(), each.command(), each.step());
      if (i % 10 == 9) {
        journal.note(publication(i), Instant.EPOCH.plusSeconds(i));
      }
    }
    Await.until("all is written", journal::isIdle);
    journal.stop();
  }

  @Test
  void publishes_between_the_entries_change_no_replay_and_survive_a_restart() throws Exception {
    List<Applied> history = history(3, 60);
    JournalPolicy small = new JournalPolicy(1 << 16, 100);
    liveAndPublish(small, history.subList(0, 30)); // The last line is a note.
    liveAndPublish(small, history); // What was written before comes again.

    List<byte[]> again = new ArrayList<>();
    Replay.Result result = replayed(again);

    assertThat(result.fault()).isEmpty();
    assertThat(result.entries()).isEqualTo(60);
    assertThat(again).containsExactlyElementsOf(plans(history));
    long notes = 0;
    for (Path file : files()) {
      notes += Files.readAllLines(file).stream().filter(l -> l.contains("\"noted\":")).count();
    }
    assertThat(notes).isEqualTo(1 + 3 + 1 + 6);
    assertThat(failures).hasValue(0);
  }

  @Test
  void a_changed_moved_or_missing_note_is_found() throws Exception {
    liveAndPublish(ROOMY, history(4, 30));
    Path file = files().getFirst();
    List<String> lines = Files.readAllLines(file);
    int note = 0;
    while (!lines.get(note).contains("\"generation\":9,")) {
      note++;
    }
    List<String> changed = new ArrayList<>(lines);
    changed.set(note, lines.get(note).replace("alice", "mally"));
    Files.write(file, changed);
    assertThat(replayed().fault().orElse("none")).contains("its hash does not follow");

    List<String> missing = new ArrayList<>(lines);
    missing.remove(note);
    Files.write(file, missing);
    assertThat(replayed().fault().orElse("none")).contains("its hash does not follow");

    Files.write(file, lines);
    assertThat(replayed().fault()).isEmpty();
  }

  @Test
  void notes_without_any_entry_wait_for_one_and_are_bounded() throws Exception {
    Journal journal = new Journal(directory, ROOMY, failures::incrementAndGet);
    journal.start();
    for (int i = 0; i < 300; i++) {
      journal.note(publication(2), Instant.EPOCH);
    }
    Await.until("all is written", journal::isIdle);
    journal.stop();

    assertThat(files()).isEmpty();
    assertThat(failures).hasValue(300 - 256);
  }

  @Test
  void a_changed_byte_anywhere_is_found_and_named_with_file_and_line() throws Exception {
    live(ROOMY, history(1, 5));
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    String name = String.valueOf(file.getFileName());
    int line = 1;
    for (int i = 0; i < whole.length; i++) {
      for (int change :
          whole[i] == '\n' ? new int[] {1, '\n' ^ '\r', 0x80} : new int[] {1 << i % 8}) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) change;
        Files.write(file, changed);

        assertThat(replayed().fault().orElse("none")).startsWith(name + " line " + line + ": ");
      }
      line += whole[i] == '\n' ? 1 : 0;
    }
  }

  @Test
  void a_line_left_out_or_put_in_elsewhere_is_found() throws Exception {
    live(ROOMY, history(2, 20));
    Path file = files().getFirst();
    List<String> lines = Files.readAllLines(file);

    List<String> without = new ArrayList<>(lines);
    without.remove(7);
    Files.write(file, without);
    assertThat(replayed().fault().orElse("none")).contains(" line 8: its hash does not follow");

    List<String> swapped = new ArrayList<>(lines);
    swapped.add(9, swapped.remove(7));
    Files.write(file, swapped);
    assertThat(replayed().fault().orElse("none")).contains(" line 8: its hash does not follow");
  }

  @Test
  void a_plan_that_was_never_decided_is_found_though_its_hashes_are_right() throws Exception {
    live(ROOMY, history(3, 5));
    Path file = files().getFirst();
    List<String> forged = new ArrayList<>();
    String hash = JournalLine.NO_HASH;
    for (byte[] each : Segments.lines(file)) {
      String body = JournalLine.parse(each).body();
      JournalLine line =
          JournalLine.after(hash, body.replace("\"effective\":\"100\"", "\"effective\":\"101\""));
      forged.add(line.text());
      hash = line.hash();
    }
    Files.write(file, forged);

    assertThat(replayed().fault().orElse("none")).contains(" line 2: replayed it is ");
  }

  @Test
  void a_torn_last_line_is_cut_and_the_journal_goes_on() throws Exception {
    List<Applied> history = history(4, 60);
    live(ROOMY, history.subList(0, 30));
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    int lastLine =
        new String(whole, 0, whole.length - 1, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;

    for (int torn = lastLine; torn < whole.length; torn += 37) {
      Files.write(file, Arrays.copyOf(whole, torn));
      live(ROOMY, history.subList(29, 60));

      List<byte[]> again = new ArrayList<>();
      assertThat(replayed(again)).isEqualTo(new Replay.Result(60, again.size(), Optional.empty()));
      assertThat(again).containsExactlyElementsOf(plans(history));
      assertThat(files()).containsExactly(file);
    }
  }

  @Test
  void a_restart_writes_no_entry_twice() throws Exception {
    List<Applied> history = history(5, 90);
    live(ROOMY, history.subList(0, 50));
    live(ROOMY, history.subList(0, 70));
    live(ROOMY, history.subList(40, 90));

    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(90);
    assertThat(files()).hasSize(1);
  }

  @Test
  void a_gap_begins_a_new_segment_that_replays_by_itself() throws Exception {
    List<Applied> history = history(6, 90);
    live(ROOMY, history.subList(0, 40));
    live(ROOMY, history.subList(60, 90));

    assertThat(files()).hasSize(2);
    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(70);
    List<Plan> alone = new ArrayList<>();
    assertThat(Replay.run(files().getLast(), alone::add).fault()).isEmpty();
    assertThat(alone.stream().map(Notation::write).toList())
        .containsExactlyElementsOf(plans(history.subList(60, 90)));
  }

  @Test
  void segments_follow_one_another_and_the_oldest_are_deleted() throws Exception {
    List<Applied> history = history(7, 2500);
    live(new JournalPolicy(1 << 16, 3), history);

    assertThat(files()).hasSize(3);
    assertThat(Files.size(files().getFirst())).isBetween(1L << 16, 1L << 17);
    Replay.Result all = replayed();
    assertThat(all.fault()).isEmpty();
    assertThat(all.entries()).isLessThan(2500);
    for (Path file : files()) {
      assertThat(Replay.run(file, _ -> {}).fault()).isEmpty();
    }
    Files.delete(files().get(1));
    assertThat(replayed().fault().orElse("none"))
        .isEqualTo(
            files().getLast().getFileName()
                + " line 1: its hash does not follow from the line before");
  }

  @Test
  void a_segment_without_a_whole_line_does_not_make_the_ones_before_forgotten() throws Exception {
    List<Applied> history = history(8, 60);
    live(ROOMY, history.subList(0, 30));
    Files.writeString(Segments.after(directory, 30), "0123456789");

    live(ROOMY, history);

    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(60);
    assertThat(files()).hasSize(1);
  }

  @Test
  void a_journal_with_a_broken_end_is_set_aside_and_a_new_one_begins() throws Exception {
    List<Applied> history = history(9, 60);
    live(ROOMY, history.subList(0, 30));
    Path file = files().getFirst();
    Files.write(file, new byte[] {'x', (byte) 0xff, '\n'}, StandardOpenOption.APPEND);

    live(ROOMY, history.subList(30, 60));

    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(30);
    assertThat(file.resolveSibling(file.getFileName() + ".unreadable")).exists();
  }

  @Test
  void a_log_that_begins_anew_is_journalled_and_the_one_before_is_kept() throws Exception {
    List<Applied> lost = history(11, 60);
    List<Applied> anew = history(12, 40, 150);
    live(ROOMY, lost);

    live(ROOMY, anew);
    live(ROOMY, anew);

    List<byte[]> again = new ArrayList<>();
    assertThat(replayed(again)).isEqualTo(new Replay.Result(40, again.size(), Optional.empty()));
    assertThat(again).containsExactlyElementsOf(plans(anew));
    List<byte[]> kept = new ArrayList<>();
    Replay.Result before = Replay.run(earlier(), plan -> kept.add(Notation.write(plan)));
    assertThat(before).isEqualTo(new Replay.Result(60, kept.size(), Optional.empty()));
    assertThat(kept).containsExactlyElementsOf(plans(lost));
  }

  @Test
  void a_log_whose_first_entries_were_journalled_too_long_ago_begins_the_journal_anew()
      throws Exception {
    List<Applied> history = history(13, 2500);
    live(new JournalPolicy(1 << 16, 3), history);

    live(ROOMY, history);

    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(2500);
    assertThat(Segments.of(earlier())).hasSize(3);
  }

  private Path earlier() throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  void a_stop_waits_until_all_that_came_before_it_is_written() throws Exception {
    List<Applied> history = history(10, 400);
    Journal journal = new Journal(directory, ROOMY, failures::incrementAndGet);
    append(journal, history);

    journal.start();
    journal.stop();

    assertThat(replayed().entries()).isEqualTo(400);
    assertThat(failures).hasValue(0);
  }

  @Test
  void a_disk_that_fails_for_a_while_costs_only_the_entries_of_that_while() throws Exception {
    List<Applied> history = history(10, 60);
    Path aside = directory.resolveSibling("aside-" + directory.getFileName());
    Journal journal = new Journal(directory, ROOMY, failures::incrementAndGet);
    journal.start();
    append(journal, history.subList(0, 20));
    Await.until("entry 20 is written", () -> endsWith(history.get(19)));
    Files.move(directory, aside);
    append(journal, history.subList(20, 30));
    Await.until("ten entries have failed", () -> failures.get() == 10);
    Files.move(aside, directory);
    Files.writeString(files().getFirst(), "half of a li", StandardOpenOption.APPEND);

    append(journal, history.subList(30, 60));
    Await.until("all is written", journal::isIdle);
    journal.stop();

    assertThat(failures).hasValue(10);
    assertThat(replayed().fault()).isEmpty();
    assertThat(replayed().entries()).isEqualTo(50);
    assertThat(files()).hasSize(2);
  }

  private static void append(Journal journal, List<Applied> entries) {
    entries.forEach(each -> journal.append(each.before(), each.at(), each.command(), each.step()));
  }

  private boolean endsWith(Applied entry) {
    try {
      String text = files().isEmpty() ? "" : Files.readString(files().getFirst());
      return text.endsWith("\n")
          && text.substring(text.lastIndexOf('\n', text.length() - 2) + 1)
              .contains("{\"index\":" + entry.at().index() + ",");
    } catch (IOException e) {
      return false;
    }
  }
}
