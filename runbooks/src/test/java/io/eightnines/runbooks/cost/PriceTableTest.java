package io.eightnines.runbooks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  @Test
  void every_price_names_its_page_or_is_unverified() {
    assertThat(PriceTable.standard().all())
        .isNotEmpty()
        .allSatisfy(price ->
            assertThat(price.provenance())
                .matches("unverified|(undated|20\\d\\d-\\d\\d-\\d\\d), https?://\\S+"));
  }

  @Test
  void nothing_has_two_prices() {
    Price price = new Price("a", "b", "c", BigDecimal.ONE, "undated", null);

    assertThatThrownBy(() -> new PriceTable(List.of(price, price)))
        .hasMessage("price a in b is given twice, expected once");
  }

  @Test
  void the_example_can_be_priced_from_the_table() throws Exception {
    Topology topology = TopologyFile.read(Path.of("..", "topologies", "three-clouds.yml"));
    Demand demand =
        new Demand(
            Demand.callsOf(new BigDecimal(10_000_000)), BigDecimal.TWO, 1500, BigDecimal.ZERO);

    CostReport report = CostReport.of(topology, demand, PriceTable.standard(), 10_000);

    assertThat(report.places())
        .flatExtracting(CostReport.Place::rows)
        .extracting(CostReport.Row::bill)
        .hasSize(5)
        .allSatisfy(bill -> assertThat(bill).isInstanceOf(Bill.Priced.class));
    assertThat(report.carries()).isTrue();
    BigDecimal sum =
        report.places().stream()
            .map(place -> ((Bill.Priced) place.rows().getFirst().bill()).usd())
            .reduce(((Bill.Priced) report.dns()).usd(), BigDecimal::add);
    assertThat(report.asWritten()).hasValue(sum);
  }

  @Test
  void every_shape_of_the_others_stands_beside_one_of_ours() {
    assertThat(new Comparison(PriceTable.standard()).rows())
        .hasSize(5)
        .allSatisfy(row -> {
          assertThat(row.ours()).isInstanceOf(Bill.Priced.class);
          assertThat(row.theirs().byCall() ? row.theirs().millionUsd() : row.theirs().monthUsd())
              .isNotNull();
        });
  }

  @Test
  void a_million_calls_of_a_small_function_with_a_table_cost_what_the_list_says() {
    var row =
        new Comparison(PriceTable.standard())
            .rows().stream()
                .filter(each -> each.theirs().shape().equals("lambda-dynamodb"))
                .findFirst()
                .orElseThrow();

    // 0.20 + 1e6 × 0.05 s × 0.125 GiB × 0.00001667 = 0.1041875, + 1.00 + 0.625 + 0.125
    assertThat(((Bill.Priced) row.ours()).usd()).isEqualByComparingTo("2.0541875");
  }
}
