package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.cdktf.provider.Terraform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stack in the hands of the real terraform, which asks a schema server about resources. */
class ValidationTest {
  private @TempDir Path folder = Path.of("");

  @BeforeAll
  static void needTerraform() {
    Terraform.assumeItIsHere();
  }

  static Stream<String> stacks() {
    return Synthesised.texts().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void terraform_finds_no_fault_in_a_stack(String name) throws Exception {
    var terraform = initialised(Synthesised.texts().getOrDefault(name, ""));

    assertThat(terraform.succeeds("validate")).contains("The configuration is valid");
  }

  /** Or the test above could not fail: one fault of each kind that terraform is to find. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "deletion_window_in_days":|"deletion_window":|Extraneous JSON object property
          "cidr_block": "10.10.0.0/16"|"cidr_block": ["10.10.0.0/16"]|Incorrect attribute value type
          ${aws_vpc.network.id}|${aws_vpc.netwrok.id}|Reference to undeclared resource
          ${aws_kms_key.key.arn}|${aws_kms_key.key.arm}|Unsupported attribute
          ${var.certificate_arn}|${var.certificate}|Reference to undeclared input variable
          "aws_sns_topic":|"aws_sns_topics":|Invalid resource type
          [ "desired_count" ]|[ "desired_cuont" ]|"desired_cuont". Did you mean "desired_count"?
          """)
  void terraform_finds_a_fault(String old, String changed, String message) throws Exception {
    var stack = compact(Synthesised.texts().getOrDefault("region-aws-us-east-1", ""));
    assertThat(stack).contains(old);

    var terraform = initialised(stack.replace(old, changed));

    assertThat(terraform.fails("validate")).contains(message);
  }

  @Test
  void terraform_misses_what_is_required() throws Exception {
    var stack = compact(Synthesised.texts().getOrDefault("region-aws-us-east-1", ""));

    var terraform = initialised(stack.replaceAll("\"alarm_name\": \"[^\"]*\",", ""));

    assertThat(terraform.fails("validate")).contains("The argument \"alarm_name\" is required");
  }

  /** One blank after each colon, and none before. */
  private static String compact(String json) {
    return json.replace("\" : ", "\": ");
  }

  private Terraform initialised(String stack) throws Exception {
    Files.writeString(folder.resolve("cdk.tf.json"), stack);
    var terraform = new Terraform(folder, Synthesised.providers());
    terraform.succeeds("init", "-backend=false", "-input=false");
    return terraform;
  }
}
