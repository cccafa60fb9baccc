package io.eightnines.failover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Histories;
import io.eightnines.failover.decide.Log;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.vote.Opinion;
import io.eightnines.failover.vote.Votes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 100, seed = "8999")
  void what_is_written_is_read_as_it_was_and_written_alike(@ForAll long seed) throws IOException {
    Log log = new Log();
    for (Command command : Histories.of(seed, 40)) {
      byte[] written = Notation.write(command);
      assertThat(Notation.readCommand(written)).isEqualTo(command);
      assertThat(Notation.write(command)).isEqualTo(written);

      State state = log.next(command).state();
      byte[] whole = Notation.write(state);
      State read = Notation.readState(whole);
      assertThat(read).isEqualTo(state);
      assertThat(Notation.write(read)).isEqualTo(whole);
      assertThat(Notation.write(read.service().plan()))
          .isEqualTo(Notation.write(state.service().plan()));
    }
  }

  @Test
  void the_form_is_the_one_that_older_logs_have() throws IOException {
    String approve = "{\"is\":\"approve\",\"id\":\"a\",\"by\":\"bob\"}";
    String give =
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"drain\",\"region\":\"east\"},"
            + "\"author\":\"alice\",\"reason\":\"works\",\"forMillis\":5}";
    String cast =
        "{\"is\":\"cast\",\"ballot\":{\"observer\":\"ns1\",\"sequence\":7,\"opinions\":"
            + "{\"127.0.1.1\":{\"standing\":\"UP\",\"proof\":false,\"why\":\"it looks UP\","
            + "\"detectMillis\":60}},\"abstains\":null}}";

    String regroup =
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":[\"a\",\"b\"],"
            + "\"after\":[\"a\"]}";

    assertThat(Notation.readCommand(bytes(regroup)))
        .isEqualTo(new Command.Regroup(Log.BOB, "works", List.of("a", "b"), List.of("a")));
    assertThat(Notation.readCommand(bytes(approve))).isEqualTo(new Command.Approve("a", Log.BOB));
    assertThat(
            new String(Notation.write(Notation.readCommand(bytes(give))), StandardCharsets.UTF_8))
        .isEqualTo(give);
    assertThat(Notation.readCommand(bytes(cast)))
        .isEqualTo(new Command.Cast(Votes.ballot(1, 7, Votes.UP)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"is\":\"approve\"}",
        "{\"is\":\"approve\",\"id\":\"a\"}",
        "{\"is\":\"approve\",\"id\":\"a\",\"by\":null}",
        "{\"is\":\"approve\",\"id\":\"a\",\"by\":\"Bob!\"}",
        "{\"is\":\"approve\",\"id\":7,\"by\":\"bob\"}",
        "{\"is\":\"approve\",\"id\":\"a\",\"by\":[\"bob\"]}",
        "{\"is\":\"approve\",\"id\":\"a\",\"by\":\"bob\",\"too\":1}",
        "{\"is\":\"approve\",\"id\":\"a\",\"id\":\"b\",\"by\":\"bob\"}",
        "{\"is\":\"approve\",\"id\":\"a\",\"by\":\"bob\"} {}",
        " {\"is\":\"approve\",\"id\":\"a\",\"by\":\"bob\"}",
        "{\"is\":\"java.lang.String\",\"id\":\"a\",\"by\":\"bob\"}",
        "{\"is\":\"cancel\",\"id\":\"a\",\"by\":\"bob\",\"reason\":\" \"}",
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"\",\"forMillis\":5}",
        "{\"is\":\"give\",\"id\":\"A B\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"works\",\"forMillis\":5}",
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"\\ud800\",\"forMillis\":5}",
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"works\",\"forMillis\":\"5\"}",
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"works\",\"forMillis\":5.5}",
        "{\"is\":\"give\",\"id\":\"a\",\"intent\":{\"is\":\"freeze\"},\"author\":\"alice\","
            + "\"reason\":\"works\",\"forMillis\":99999999999999999999}",
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":[],\"after\":[\"a\"]}",
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":null,"
            + "\"after\":[\"a\"]}",
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":[\"a\"],"
            + "\"after\":[null]}",
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":[\"a\"],"
            + "\"after\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]}",
        "{\"is\":\"regroup\",\"author\":\"bob\",\"reason\":\"works\",\"before\":[\"a\"],"
            + "\"after\":[7]}",
        "{\"is\":\"cast\",\"ballot\":{\"observer\":\"ns1\",\"sequence\":7,\"opinions\":"
            + "{\"127.0.1.1\":null},\"abstains\":null}}",
        "{\"is\":\"cast\",\"ballot\":{\"observer\":\"ns1\",\"sequence\":7,\"opinions\":"
            + "{\"a.host.name\":{\"standing\":\"UP\",\"proof\":false,\"why\":\"\","
            + "\"detectMillis\":60}},\"abstains\":null}}",
        "{\"is\":\"cast\",\"ballot\":{\"observer\":\"ns1\",\"sequence\":7,\"opinions\":"
            + "{\"127.0.1.1\":{\"standing\":1,\"proof\":false,\"why\":\"\","
            + "\"detectMillis\":60}},\"abstains\":null}}",
        "{\"is\":\"cast\",\"ballot\":{\"observer\":\"ns1\",\"sequence\":7,\"opinions\":"
            + "{\"127.0.1.1\":{\"standing\":\"UP\",\"proof\":true,\"why\":\"\","
            + "\"detectMillis\":60}},\"abstains\":null}}"
      })
  void what_is_no_command_is_refused(String text) {
    assertThatThrownBy(() -> Notation.readCommand(bytes(text))).isInstanceOf(IOException.class);
  }

  @Test
  void what_is_too_long_or_too_deep_is_refused() {
    assertThatThrownBy(() -> Notation.readCommand(new byte[Notation.MAX_COMMAND_BYTES + 1]))
        .isInstanceOf(IOException.class)
        .hasMessage("a command has 65537 bytes, expected at most 65536");
    assertThatThrownBy(() -> Notation.readCommand(bytes("{\"is\":".repeat(9000))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Notation.readState(bytes("[".repeat(9000))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_ballot_on_a_hundred_endpoints_fits() throws IOException {
    Opinion[] opinions = new Opinion[100];
    Arrays.fill(opinions, new Opinion(Votes.SILENT.standing(), false, "x".repeat(500), 123_456));

    byte[] written = Notation.write(new Command.Cast(Votes.ballot(1, 1L << 60, opinions)));

    assertThat(Notation.readCommand(written)).isNotNull();
  }

  @Property(tries = 3000, seed = "8999")
  void bytes_gone_wrong_are_refused_or_are_another_command_but_never_a_crash(
      @ForAll Random random) {
    List<Command> commands = Histories.of(random.nextLong(), 6);
    for (Command command : commands) {
      byte[] written = wrong(Notation.write(command), random);
      try {
        Command read = Notation.readCommand(written);
        assertThat(Notation.write(read)).isEqualTo(written);
      } catch (IOException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Property(tries = 1000, seed = "8999")
  void a_state_gone_wrong_is_refused_or_is_another_state_but_never_a_crash(@ForAll Random random) {
    Log log = new Log();
    Histories.of(random.nextLong(), 10).forEach(log::next);
    byte[] written = wrong(Notation.write(log.state()), random);
    try {
      State read = Notation.readState(written);
      assertThat(read.stamp()).isNotNull();
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static byte[] wrong(byte[] bytes, Random random) {
    byte[] wrong = bytes.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      wrong[random.nextInt(wrong.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) "\"{}[]:,0- null".charAt(random.nextInt(14));
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(wrong, random.nextInt(wrong.length)) : wrong;
  }
}
