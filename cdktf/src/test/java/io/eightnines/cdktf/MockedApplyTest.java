package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.cdktf.provider.Terraform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stack planned, applied and destroyed by the real terraform on mocked providers: references
 * resolve, in an order that exists, and lifecycles do what they say.
 */
class MockedApplyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A mocked list is empty; this one always has an element for each name of a certificate. */
  private static final String MOCKS =
      """
      mock_provider "aws" {
        mock_resource "aws_acm_certificate" {
          defaults = {
            domain_validation_options = [{
              domain_name           = "draws.example.com"
              resource_record_name  = "_proof.draws.example.com"
              resource_record_type  = "CNAME"
              resource_record_value = "proof.example.net"
            }]
          }
        }
      }
      mock_provider "google" {}
      """;

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
  void a_stack_is_applied_and_destroyed(String name) throws Exception {
    var terraform = prepared(mockable(name), "run \"apply\" { command = apply }");

    assertThat(terraform.succeeds("test")).contains("1 passed, 0 failed");
  }

  @Test
  void a_weight_that_failover_or_people_changed_on_route_53_stays() throws Exception {
    var terraform = prepared(route53(), route53Runs());

    assertThat(terraform.succeeds("test")).contains("2 passed, 0 failed");
  }

  /** Or the test above could not fail. */
  @Test
  void a_weight_that_is_not_ignored_would_be_set_back_on_route_53() throws Exception {
    var stack = route53();
    forget(stack.at("/resource/aws_route53_record/last-resort-aws-us-east-1"));

    assertThat(prepared(stack, route53Runs()).fails("test")).contains("1 passed, 1 failed");
  }

  @Test
  void a_weight_that_was_changed_on_cloud_dns_stays() throws Exception {
    var terraform = prepared(cloudDns(), cloudDnsRuns());

    assertThat(terraform.succeeds("test")).contains("2 passed, 0 failed");
  }

  @Test
  void a_weight_that_is_not_ignored_would_be_set_back_on_cloud_dns() throws Exception {
    var stack = cloudDns();
    forget(stack.at("/resource/google_dns_record_set/last-resort"));

    assertThat(prepared(stack, cloudDnsRuns()).fails("test")).contains("1 passed, 1 failed");
  }

  private static ObjectNode route53() {
    var stack = weighable("dns-aws");
    var record = stack.at("/resource/aws_route53_record/last-resort-aws-us-east-1");
    ((ObjectNode) record.at("/weighted_routing_policy")).put("weight", "${var.weight}");
    return stack;
  }

  private static String route53Runs() {
    return runs("aws_route53_record.last-resort-aws-us-east-1.weighted_routing_policy[0].weight");
  }

  private static ObjectNode cloudDns() {
    var stack = weighable("dns-gcp");
    var record = stack.at("/resource/google_dns_record_set/last-resort");
    ((ObjectNode) record.at("/routing_policy/wrr/1")).put("weight", "${var.weight}");
    return stack;
  }

  private static String cloudDnsRuns() {
    return runs("google_dns_record_set.last-resort.routing_policy[0].wrr[1].weight");
  }

  private static ObjectNode weighable(String name) {
    var stack = mockable(name);
    ((ObjectNode) stack.at("/variable")).putObject("weight").put("type", "number");
    return stack;
  }

  private static void forget(JsonNode record) {
    assertThat(((ObjectNode) record.at("/lifecycle")).remove("ignore_changes")).isNotNull();
  }

  /** Someone wants 0 where 100 was set, which stands for the reverse: 100 wanted where 0 is. */
  private static String runs(String weight) {
    return """
    run "first" {
      command = apply
      variables { weight = 100 }
    }
    run "again" {
      command = apply
      variables { weight = 0 }
      assert {
        condition     = %s == 100
        error_message = "terraform has set the weight"
      }
    }
    """
        .formatted(weight);
  }

  /**
   * A stack without what only matters to a real cloud: where state is, and what must outlive it.
   */
  private static ObjectNode mockable(String name) {
    var stack = (ObjectNode) Synthesised.stack(name);
    ((ObjectNode) stack.at("/terraform")).remove("backend");
    for (var type : stack.at("/resource")) {
      for (var resource : type) {
        if (resource.at("/lifecycle") instanceof ObjectNode lifecycle) {
          lifecycle.remove("prevent_destroy");
        }
      }
    }
    return stack;
  }

  private Terraform prepared(ObjectNode stack, String runs) throws Exception {
    Files.writeString(folder.resolve("cdk.tf.json"), JSON.writeValueAsString(stack));
    Files.writeString(
        folder.resolve("stack.tftest.hcl"), MOCKS + "variables {\n" + values(stack) + "}\n" + runs);
    var terraform = new Terraform(folder, Synthesised.providers());
    terraform.succeeds("init", "-input=false");
    return terraform;
  }

  private static String values(JsonNode stack) {
    return stack.path("variable").properties().stream()
        .filter(variable -> !variable.getKey().equals("weight"))
        .map(variable -> "  " + variable.getKey() + " = " + value(stack, variable.getKey()) + "\n")
        .collect(Collectors.joining());
  }

  private static String value(JsonNode stack, String name) {
    return switch (name) {
      case "api_security_group_id", "balancer_security_group_id" -> "\"sg-0123\"";
      case "certificate" -> "\"projects/example/global/sslCertificates/api\"";
      case "certificate_arn" ->
          "\"arn:aws:acm:us-east-1:123456789012:certificate/01234567-0123-0123-0123-0123456789ab\"";
      case "key_arn" -> "\"arn:aws:kms:us-east-1:123456789012:key/0123\"";
      case "configuration_arn" -> "\"arn:aws:secretsmanager:us-east-1:123456789012:secret:api\"";
      case "dnssec" ->
          stack.at("/resource/aws_route53_zone").isMissingNode() ? "\"off\"" : "\"NOT_SIGNING\"";
      case "image_repository_url" ->
          "\"123456789012.dkr.ecr.us-east-1.amazonaws.com/eightnines/api\"";
      case "network_id" -> "\"vpc-0123\"";
      case "pager_url" -> "\"https://pager.example.com/alarm\"";
      case "platform" -> "\"64bit Amazon Linux 2023 v4.3.0 running Docker\"";
      case "private_subnet_ids", "public_subnet_ids" -> "[\"subnet-1\", \"subnet-2\"]";
      case "project" -> "\"example-project\"";
      case "zone_id" -> "\"Z0123456789\"";
      case String addresses when addresses.startsWith("addresses_") -> "[\"192.0.2.7\"]";
      case String key when key.startsWith("tunnel_key_") -> "\"" + "k".repeat(40) + "\"";
      default -> throw new IllegalArgumentException("no value for variable " + name);
    };
  }
}
