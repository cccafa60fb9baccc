package io.eightnines.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationKeeperTest {

  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private Path folder;

  private final List<String> reloaded = new ArrayList<>();
  private final List<ConfigurationKeeper.Outcome> told = new ArrayList<>();
  private Path file = Path.of("");
  private Path other = Path.of("");
  private boolean namesOther;

  private final ConfigurationKeeper.Kept kept =
      new ConfigurationKeeper.Kept() {
        @Override
        public List<Path> files() {
          return namesOther ? List.of(file, other) : List.of(file);
        }

        @Override
        public void reload() throws IOException {
          String text = Files.readString(file);
          if (text.startsWith("bad")) {
            throw new IOException("line 1: bad");
          }
          namesOther = text.startsWith("with other");
          reloaded.add(text);
        }
      };

  @BeforeEach
  void write_the_file() throws Exception {
    file = Files.writeString(folder.resolve("file"), "first");
    other = folder.resolve("other");
  }

  @Test
  void a_file_that_does_not_change_is_not_read_again() throws Exception {
    ConfigurationKeeper keeper = keeper();

    keeper.look();
    keeper.look();

    assertThat(reloaded).isEmpty();
  }

  @Test
  void a_changed_file_is_taken_once() throws Exception {
    ConfigurationKeeper keeper = keeper();
    Files.writeString(file, "second one");

    keeper.look();
    keeper.look();

    assertThat(reloaded).containsExactly("second one");
    assertThat(told).containsExactly(new ConfigurationKeeper.Outcome.Taken(NOW));
  }

  @Test
  void a_bad_one_is_refused_once_and_the_next_good_one_taken() throws Exception {
    ConfigurationKeeper keeper = keeper();
    Files.writeString(file, "bad second");

    keeper.look();
    keeper.look();
    assertThat(keeper.outcome()).isEqualTo(new ConfigurationKeeper.Outcome.Refused(NOW));
    assertThat(told).hasSize(1);

    Files.writeString(file, "the third one");
    keeper.look();
    assertThat(keeper.outcome()).isEqualTo(new ConfigurationKeeper.Outcome.Taken(NOW));
    assertThat(reloaded).containsExactly("the third one");
  }

  @Test
  void a_file_that_vanished_is_refused() throws Exception {
    ConfigurationKeeper keeper = keeper();
    Files.delete(file);

    keeper.look();

    assertThat(keeper.outcome()).isInstanceOf(ConfigurationKeeper.Outcome.Refused.class);
  }

  @Test
  void files_that_a_reload_names_are_looked_at_from_then_on() throws Exception {
    ConfigurationKeeper keeper = keeper();
    Files.writeString(file, "with other file");
    keeper.look();

    Files.writeString(other, "here it is");
    keeper.look();

    assertThat(reloaded).containsExactly("with other file", "with other file");
  }

  private ConfigurationKeeper keeper() {
    return new ConfigurationKeeper(kept, () -> NOW, told::add);
  }
}
