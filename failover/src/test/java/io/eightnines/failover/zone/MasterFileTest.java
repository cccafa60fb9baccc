package io.eightnines.failover.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class MasterFileTest {
  private static final Name APEX = Name.fromConstantString("example.test.");
  private static final Service SERVICE =
      new Service(Name.fromConstantString("api.example.test."), Duration.ofSeconds(5), 2);
  private static final String GOOD =
      """
      $TTL 300
      @ SOA ns1 ops (
          SERIAL 60 15 604800 5 )
      @ NS ns1
      ns1 A 127.0.3.1
      www CNAME api
      """;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("example.zone");
  }

  private ZoneSource source(String text) throws Exception {
    Files.writeString(file, text);
    return new ZoneSource.Master(file, APEX, SERVICE);
  }

  private static String good(long serial) {
    return GOOD.replace("SERIAL", Long.toString(serial));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www A 192.0.2.300                | :7:
          www A                            | :7:
          www BOGUS x                      | :7:
          @ SOA ns1 ops 1 2 3 4 5          | :7: example.test. SOA: is a second one
          www.example.net. A 192.0.2.1     | :7: www.example.net. A: expected a name in example
          www A 192.0.2.1                  | :6: www.example.test. CNAME: expected no other record
          ns1 60 A 192.0.2.1               | :7: ns1.example.test. A: ttl is 60, expected 300
          api A 192.0.2.1                  | :7: api.example.test. A: expected no such record
          x DNAME y                        | :7: x.example.test. DNAME: expected one of the types
          x RRSIG A 5 3 300 20300101000000 20200101000000 1 y AAAA | RRSIG: expected one of the
          sub NS ns.sub                    | :7: sub.example.test. NS: expected an A or AAAA record
          @ NS missing                     | :7: example.test. NS: expected an A or AAAA record
          *.x NS ns1                       | :7: *.x.example.test. NS: expected no NS record
          x 604801 A 192.0.2.1             | ttl is 604801
          x CNAME x                        | :7: x.example.test. CNAME: expected an end
          $INCLUDE /etc/passwd             | :7:
          $GENERATE 1-200000 h$ A 192.0.2.1 | expected at most 100000 records
          x CH A 192.0.2.1                 | :7:
          """)
  void a_fault_is_refused_with_file_and_line(String line, String fault) throws Exception {
    ZoneSource source = source(good(1) + line + "\n");

    assertThatThrownBy(source::read)
        .isInstanceOf(RefusedZoneException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(fault.strip());
  }

  @Test
  void what_is_at_a_cut_must_be_of_the_cut() throws Exception {
    String cut = "sub NS ns.sub\nns.sub A 192.0.2.1\nwww.sub TXT no\n";

    assertThatThrownBy(() -> source(good(1) + cut).read())
        .hasMessageContaining(":9: www.sub.example.test. TXT: expected only NS, DS and glue");
    assertThatThrownBy(
            () -> source(good(1) + "api.sub A 192.0.2.1\nsub NS x.example.net.\n" + cut).read())
        .hasMessageContaining("TXT");
  }

  @Test
  void a_file_without_a_start_of_authority_or_not_there_is_refused() throws Exception {
    assertThatThrownBy(() -> source("ns1 300 A 127.0.3.1\n").read())
        .hasMessageContaining(file + ": example.test. has no SOA record");
    assertThatThrownBy(() -> new ZoneSource.Master(directory.resolve("none"), APEX, SERVICE).read())
        .hasMessageContaining("none: cannot be read");
  }

  @Test
  void a_newer_file_takes_the_place_of_the_one_before() throws Exception {
    List<ZoneKeeper.Outcome> told = new ArrayList<>();
    ZoneKeeper keeper =
        new ZoneKeeper(source(good(4_294_967_295L)), InstantSource.system(), told::add);
    Zone first = keeper.get();

    Files.writeString(file, good(3) + "new A 192.0.2.1\n"); // Newer, past the turn of the numbers.
    keeper.look();

    assertThat(keeper.get()).isNotSameAs(first);
    assertThat(keeper.get().at(Name.fromString("new.example.test."), Type.A)).hasSize(1);
    assertThat(told).hasSize(2).allMatch(ZoneKeeper.Outcome.Served.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource({"'', 'serial is 6, expected a greater one than 7'", "'broken', ':7:'"})
  void a_file_that_is_older_or_broken_changes_nothing_and_is_told(String more, String why)
      throws Exception {
    ZoneKeeper keeper = new ZoneKeeper(source(good(7)), InstantSource.system(), outcome -> {});
    Zone before = keeper.get();

    Files.writeString(file, good(6) + more + "\n");
    keeper.look();

    assertThat(keeper.get()).isSameAs(before);
    assertThat(keeper.outcome())
        .isInstanceOfSatisfying(
            ZoneKeeper.Outcome.Refused.class, refused -> assertThat(refused.why()).contains(why));

    Files.writeString(file, good(8));
    keeper.look();
    assertThat(keeper.get().serial()).isEqualTo(8);
    assertThat(keeper.outcome()).isInstanceOf(ZoneKeeper.Outcome.Served.class);
  }

  @Test
  void a_change_without_a_new_serial_number_is_refused_and_the_same_again_is_not()
      throws Exception {
    ZoneKeeper keeper = new ZoneKeeper(source(good(7)), InstantSource.system(), outcome -> {});

    assertThat(keeper.reload()).isInstanceOf(ZoneKeeper.Outcome.Served.class);
    Files.writeString(file, good(7) + "new A 192.0.2.1\n");
    assertThat(keeper.reload()).isInstanceOf(ZoneKeeper.Outcome.Refused.class);
    Files.delete(file);
    keeper.look();
    assertThat(keeper.outcome())
        .isInstanceOfSatisfying(
            ZoneKeeper.Outcome.Refused.class,
            refused -> assertThat(refused.why()).contains("cannot be read"));
    assertThat(keeper.get().serial()).isEqualTo(7);
  }
}
