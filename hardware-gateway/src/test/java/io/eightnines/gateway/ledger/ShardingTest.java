package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardingTest {
  @TempDir private Path folder;

  /** Reckoned from what {@code sha256sum} says: a chain that moved would begin anew. */
  @ParameterizedTest
  @CsvSource({"table-1, 1, 0", "table-1, 4, 0", "table-2, 4, 1", "table-2, 3, 1", "table-2, 16, 5"})
  void a_chain_is_where_its_name_puts_it(String chain, int shards, int expected) {
    assertThat(new Sharding(shards).of(new CustomerId("acme"), new ChainName(chain)))
        .isEqualTo(expected);
  }

  @Test
  void chains_are_spread_evenly() {
    Map<Integer, Long> counts =
        IntStream.range(0, 40_000)
            .boxed()
            .map(i -> new Sharding(4).of(new CustomerId("c" + i % 7), new ChainName("table-" + i)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    // Five standard deviations of a binomial distribution: the square root of 40000 * 3/16 is 87.
    assertThat(counts.values()).hasSize(4).allMatch(count -> Math.abs(count - 10_000) < 435);
  }

  @Test
  void a_ledger_that_is_divided_otherwise_is_refused_and_named() throws Exception {
    new Sharding(4).requireOwn(folder.resolve("none"));
    Files.createDirectories(folder.resolve("4-shards").resolve("0"));

    new Sharding(4).requireOwn(folder);

    assertThat(Sharding.of(folder)).isEqualTo(new Sharding(4));
    assertThatThrownBy(() -> Sharding.WHOLE.requireOwn(folder))
        .isInstanceOf(LedgerFault.class)
        .hasMessageContaining("has 4 shards")
        .hasMessageContaining("are 1");
    Files.createFile(folder.resolve(Ledger.FILE));
    assertThatThrownBy(() -> new Sharding(4).requireOwn(folder)).hasMessageContaining("has 1 sh");
    assertThatThrownBy(() -> Sharding.of(folder)).hasMessageContaining("more than one");
    assertThatThrownBy(() -> Sharding.of(folder.resolve("none")))
        .hasMessageContaining("has no ledger");
  }

  @ParameterizedTest
  @CsvSource({"0", "17", "-1"})
  void a_number_out_of_range_is_refused(int shards) {
    assertThatThrownBy(() -> new Sharding(shards)).hasMessageContaining("shards must be 1 to 16");
  }
}
