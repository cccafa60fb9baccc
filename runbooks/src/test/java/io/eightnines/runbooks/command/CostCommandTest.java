package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CostCommandTest {
  private static final String EXAMPLE = "../topologies/three-clouds.yml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    CommandLine commandLine = Eightnines.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  @Test
  void what_is_unverified_and_what_is_not_measured_says_so() {
    int code = run("cost", EXAMPLE);

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("30,416,666,667 calls a month", "prices unverified", "not measured")
        .contains("Break-even: cheaper as container than serverless from")
        .contains("teticio/latency");
  }

  @Test
  void every_item_is_explained_on_request() {
    run("cost", EXAMPLE, "--explain", "--rate", "100");

    assertThat(out.toString())
        .contains(
            "fargate processors: 3 tasks × 730 h × 1 vCPU × 0.04048 USD per vCPU-hour = 88.65")
        .contains("[2026-03-10, https://www.wring.co/blog/aws-fargate-pricing-guide]")
        .contains("[unverified]");
  }

  @Test
  void the_report_as_json_has_every_item() throws Exception {
    run("cost", EXAMPLE, "--json", "--calls", "1000000");

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/demand/calls_per_month").decimalValue()).isEqualByComparingTo("1000000");
    assertThat(report.at("/regions/0/shapes/0/lines/0/price").asText()).contains("https://");
    assertThat(report.at("/regions/0/shapes/0/latency").asText()).isEqualTo("not measured");
    assertThat(report.at("/regions/1/shapes/0/lines/0/price").asText()).isEqualTo("unverified");
    assertThat(report.at("/comparison/rows")).hasSize(5);
  }

  @Test
  void a_drills_report_is_shown_as_the_measured_latency() throws Exception {
    Path report =
        Files.writeString(
            folder.resolve("report.json"), "{\"client\":{\"p50_ms\":3.25,\"p99_ms\":17.5}}");

    run("cost", "../topologies/local.yml", "--latency", "local/container=" + report);

    assertThat(out.toString()).contains("3.3 ms, 17.5 ms", "local machines have no list price");
  }

  @Test
  void a_report_without_figures_is_refused() throws Exception {
    Path report = Files.writeString(folder.resolve("report.json"), "{}");

    assertThat(run("cost", EXAMPLE, "--latency", "aws/container=" + report)).isEqualTo(3);
    assertThat(err.toString()).contains("client.p50_ms", "expected milliseconds");
  }

  @Test
  void a_demand_beyond_the_largest_count_fails() {
    assertThat(run("cost", EXAMPLE, "--rate", "1000000")).isEqualTo(1);
    assertThat(out.toString()).contains("CANNOT CARRY the peak");
  }

  @Test
  void a_demand_and_a_topology_out_of_bounds_are_refused() throws Exception {
    assertThat(run("cost", EXAMPLE, "--cached", "1.5")).isEqualTo(3);
    assertThat(err.toString()).contains("cache share is 1.5, expected 0 up to but not 1");

    Path faulty =
        Files.writeString(
            folder.resolve("t.yml"), Files.readString(Path.of(EXAMPLE)).replace("gcp\n", "moon\n"));
    assertThat(run("cost", faulty.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("regions[2].cloud: moon; expected one of aws, gcp, local");
  }

  @Test
  void only_one_way_to_say_the_load_is_taken() {
    assertThat(run("cost", EXAMPLE, "--rate", "1", "--players", "1")).isEqualTo(2);
  }
}
