package io.eightnines.cdktf.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.cdktf.Synthesised;
import io.eightnines.topology.Address;
import io.eightnines.topology.Cidr;
import io.eightnines.topology.Site;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule passes on the real stacks, and catches a violation that is put into one of them. */
class HouseRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Stack> stacks() {
    return Synthesised.texts().keySet().stream()
        .map(name -> new Stack(name, Synthesised.stack(name)))
        .toList();
  }

  private static List<Violation> check(List<Stack> stacks) throws IOException {
    return HouseRules.check(stacks, TopologyFile.read(Synthesised.TOPOLOGY).sites());
  }

  private static Stack stack(List<Stack> stacks, String name) {
    return stacks.stream().filter(stack -> stack.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void the_stacks_obey_every_rule() throws IOException {
    assertThat(check(stacks())).isEmpty();
  }

  /** PATH is a JSON pointer; VALUE is JSON, or empty to remove what is there. */
  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          region-aws-eu-west-1|/resource/aws_vpc/network/cidr_block|"10.10.0.0/16"|expected no overlap with region-aws-eu-west-1
          region-aws-us-east-1|/resource/aws_vpc/network/cidr_block|"10.101.0.0/16"|expected no overlap with site site-a
          region-gcp-us-east4|/resource/google_compute_subnetwork/subnet/ip_cidr_range|"10.20.0.0/16"|expected no overlap
          region-aws-us-east-1|/resource/aws_subnet/private-us-east-1b/cidr_block|"10.10.0.0/20"|expected no overlap with region-aws-us-east-1: aws_subnet
          region-aws-us-east-1|/resource/aws_subnet/private-us-east-1b/cidr_block|"10.99.0.0/20"|expected a part of the stack's network
          region-aws-us-east-1|/resource/aws_vpc_security_group_ingress_rule/world-to-balancer-443/from_port|22|ports 22 to 443 are open to the world
          region-aws-us-east-1|/resource/aws_vpc_security_group_ingress_rule/balancer-to-api-in/cidr_ipv4|"0.0.0.0/0"|ports 8443 to 8443 are open to the world
          region-aws-us-east-1|/resource/aws_vpc_security_group_ingress_rule/balancer-to-api-in/cidr_ipv6|"::/0"|ports 8443 to 8443 are open to the world
          region-aws-us-east-1|/resource/aws_vpc_security_group_egress_rule/api-to-site-a-0/cidr_ipv4|"0.0.0.0/0"|expected the peers that are needed
          region-aws-us-east-1|/resource/aws_security_group/api/ingress|[{"cidr_blocks":["0.0.0.0/0"]}]|expected rules as resources of their own
          region-gcp-us-east4|/resource/google_compute_firewall|{"open":{"source_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp"}]}}|source_ranges: the world
          state-aws-us-east-1|/resource/aws_s3_bucket_public_access_block/no-public/block_public_acls|false|expected all access by the public to be blocked
          state-gcp-us-east4|/resource/google_storage_bucket/bucket/public_access_prevention|"inherited"|expected all access by the public to be blocked
          region-aws-us-east-1|/resource/aws_lb_listener/https/ssl_policy|"ELBSecurityPolicy-2016-08"|expected one of TLS 1.2 or newer
          region-aws-us-east-1|/resource/aws_lb_listener/http/default_action/0/redirect|-|expected a redirect to HTTPS
          region-aws-us-east-1|/resource/aws_lb_listener/https/protocol|"UDP"|protocol: UDP; expected HTTPS
          region-aws-us-east-1|/resource/aws_lb_listener/pass-443-listener/port|22|port: 22; expected 80 or 443
          edge|/resource/aws_cloudfront_distribution/distribution/default_cache_behavior/viewer_protocol_policy|"allow-all"|expected HTTPS only
          edge|/resource/aws_cloudfront_distribution/distribution/viewer_certificate/minimum_protocol_version|"TLSv1"|expected TLSv1.2_2019 or newer
          edge|/resource/aws_cloudfront_distribution/distribution/origin/0/custom_origin_config/origin_protocol_policy|"match-viewer"|expected https-only
          serverless-aws-us-east-1|/resource/aws_apigatewayv2_domain_name/domain/domain_name_configuration/security_policy|"TLS_1_0"|expected TLS_1_2
          region-gcp-us-east4|/resource/google_compute_url_map/redirect-map/default_url_redirect|-|expected one that redirects to HTTPS
          region-gcp-us-east4|/resource/google_compute_target_https_proxy/https-proxy/ssl_policy|-|ssl_policy: missing
          region-gcp-us-east4|/resource/google_compute_ssl_policy/tls/min_tls_version|"TLS_1_0"|expected TLS_1_2
          region-aws-us-east-1|/resource/aws_cloudwatch_log_group/logs/kms_key_id|-|kms_key_id: missing; expected a key
          region-aws-us-east-1|/resource/aws_sns_topic/alarms/kms_master_key_id|-|kms_master_key_id: missing; expected a key
          region-aws-us-east-1|/resource/aws_ecr_repository/images/encryption_configuration|-|encryption_configuration: missing
          state-aws-us-east-1|/resource/aws_dynamodb_table/locks/server_side_encryption|-|server_side_encryption: missing
          state-aws-us-east-1|/resource/aws_s3_bucket_server_side_encryption_configuration|-|expected a configuration of its encryption
          state-gcp-us-east4|/resource/google_storage_bucket/bucket/encryption|-|encryption: missing
          backup-aws|/resource/aws_s3_bucket_versioning/versions/versioning_configuration/status|"Suspended"|expected its versions to be kept
          state-gcp-us-east4|/resource/google_storage_bucket/bucket/versioning|-|expected its versions to be kept, or a retention
          backup-gcp|/resource/google_storage_bucket/bucket/retention_policy|-|expected its versions to be kept, or a retention
          region-aws-us-east-1|/resource/aws_cloudwatch_log_group/logs/retention_in_days|-|retention_in_days: missing
          region-aws-us-east-1|/provider/aws/0/default_tags/0/tags/project|-|tag project: missing
          dns-gcp|/provider/google/0/default_labels/stack|-|tag stack: missing
          region-gcp-us-east4|/resource/google_compute_vpn_tunnel/tunnel-site-a-0/shared_secret|"correct horse"|looks like a secret
          region-aws-us-east-1|/resource/aws_sns_topic_subscription/pager/endpoint|"https://user:word@pager.example.com"|looks like a secret
          region-aws-us-east-1|/resource/aws_kms_key/key/description|"AKIAABCDEFGHIJKLMNOP"|looks like a secret
          serverless-aws-us-east-1|/resource/aws_lambda_function/function/image_uri|"registry.example.com/api:latest"|expected NAME@sha256:DIGEST
          region-gcp-us-east4|/resource/google_cloud_run_v2_service/api/template/containers/0/image|"registry.example.com/api:latest"|expected NAME@sha256:DIGEST
          region-aws-us-east-1|/resource/aws_ecs_task_definition/container-task/container_definitions|"[{\\"image\\":\\"api:latest\\"}]"|expected NAME@sha256:DIGEST
          dns-aws|/resource/aws_route53_record/last-resort-aws-us-east-1/lifecycle|-|ignore_changes: expected weighted_routing_policy[0].weight in it
          dns-gcp|/resource/google_dns_record_set/last-resort/lifecycle/ignore_changes/2|"ttl"|ignore_changes: expected routing_policy[0].wrr[2].weight in it
          """)
  void a_violation_is_caught(String name, String path, @Nullable String value, String message)
      throws IOException {
    var stacks = stacks();
    put(stack(stacks, name).json(), path, value);

    assertThat(check(stacks))
        .isNotEmpty()
        .anySatisfy(violation -> assertThat(violation.toString()).contains(message));
  }

  @Test
  void subnets_in_one_zone_only_are_caught() throws IOException {
    var stacks = stacks();
    for (var subnet : stack(stacks, "region-aws-us-east-1").json().at("/resource/aws_subnet")) {
      ((ObjectNode) subnet).put("availability_zone", "us-east-1a");
    }

    assertThat(check(stacks))
        .extracting(Violation::toString)
        .containsExactly(
            "region-aws-us-east-1: aws_vpc.network: zones: [us-east-1a]; expected subnets in at least 2");
  }

  @Test
  void a_site_on_a_regions_addresses_is_caught() {
    var site =
        new Site(
            "site-x",
            Cidr.parse("10.20.4.0/24"),
            List.of(Address.parse("10.20.4.1")),
            List.of(Address.parse("192.0.2.9")));

    assertThat(HouseRules.check(stacks(), List.of(site)))
        .extracting(Violation::toString)
        .containsExactly(
            "region-aws-eu-west-1: aws_vpc.network: 10.20.0.0/16;"
                + " expected no overlap with site site-x, 10.20.4.0/24");
  }

  /** A rule that no violation above is caught by would be a rule that nobody has seen at work. */
  @Test
  void no_rule_is_violated_by_no_stacks() throws IOException {
    assertThat(check(List.of())).isEmpty();
  }

  private static void put(JsonNode root, String path, @Nullable String value) throws IOException {
    var slash = path.lastIndexOf('/');
    var parent = root.at(path.substring(0, slash));
    var name = path.substring(slash + 1);
    if (parent instanceof ArrayNode array && value != null) {
      array.set(Integer.parseInt(name), JSON.readTree(value));
    } else if (value == null) {
      assertThat(((ObjectNode) parent).remove(name)).as(path).isNotNull();
    } else {
      ((ObjectNode) parent).set(name, JSON.readTree(value));
    }
  }
}
