package io.eightnines.cdktf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What matters about each kind of stack, in a few sentences. */
class StackContentsTest {
  private static final String ON_AWS = "region-aws-eu-west-1";
  private static final String ON_GOOGLE = "region-gcp-us-east4";

  /** All resources of a type, in the order of the file. */
  private static List<JsonNode> all(String stack, String type) {
    var resources = each(Synthesised.stack(stack).path("resource").path(type)).toList();
    assertThat(resources).as(stack + ": " + type).isNotEmpty();
    return resources;
  }

  private static JsonNode one(String stack, String type) {
    var resources = all(stack, type);
    assertThat(resources).as(stack + ": " + type).hasSize(1);
    return resources.getFirst();
  }

  private static Stream<JsonNode> each(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private static List<String> texts(List<JsonNode> nodes, String path) {
    return nodes.stream().map(node -> node.at(path).asText()).toList();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode container() throws IOException {
    return json(one(ON_AWS, "aws_ecs_task_definition").path("container_definitions").asText())
        .get(0);
  }

  /** The statements of a role's or a key's policy that permit an action. */
  private static List<JsonNode> permitting(JsonNode policy, String action) throws IOException {
    return each(json(policy.path("policy").asText()).path("Statement"))
        .filter(statement -> statement.path("Action").toString().contains(action))
        .toList();
  }

  private static String setting(String namespace, String name) {
    return each(one("beanstalk-aws-eu-west-1", "aws_elastic_beanstalk_environment").path("setting"))
        .filter(setting -> setting.path("namespace").asText().equals(namespace))
        .filter(setting -> setting.path("name").asText().equals(name))
        .map(setting -> setting.path("value").asText())
        .findFirst()
        .orElse("");
  }

  @Test
  void tasks_run_in_every_zone_without_a_public_address() {
    assertThat(texts(all(ON_AWS, "aws_subnet"), "/availability_zone"))
        .containsOnly("eu-west-1a", "eu-west-1b");
    var place = one(ON_AWS, "aws_ecs_service").path("network_configuration");
    assertThat(place.path("subnets")).hasSize(2);
    assertThat(place.path("assign_public_ip").asBoolean(true)).isFalse();
  }

  @Test
  void half_of_the_least_tasks_outlive_the_end_of_all_interruptible_ones() {
    assertThat(
            texts(
                each(one(ON_AWS, "aws_ecs_cluster_capacity_providers").path("capacity_providers"))
                    .toList(),
                ""))
        .containsExactly("FARGATE", "FARGATE_SPOT");
    var steady = one(ON_AWS, "aws_ecs_service").at("/capacity_provider_strategy/0");
    assertThat(steady.path("capacity_provider").asText()).isEqualTo("FARGATE");
    assertThat(steady.path("base").asInt())
        .isEqualTo(one(ON_AWS, "aws_appautoscaling_target").path("min_capacity").asInt() / 2);
  }

  @Test
  void a_task_has_two_minutes_to_stop() throws IOException {
    assertThat(container().path("stopTimeout").asInt()).isEqualTo(120);
  }

  @Test
  void a_task_is_an_image_by_digest_that_can_change_nothing() throws IOException {
    assertThat(container().path("image").asText()).matches(".*@sha256:[0-9a-f]{64}");
    assertThat(container().path("readonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container().path("user").asText()).isNotEqualTo("root").doesNotStartWith("0");
  }

  @Test
  void tasks_grow_by_processor_and_by_requests() {
    assertThat(
            texts(
                all(ON_AWS, "aws_appautoscaling_policy"),
                "/target_tracking_scaling_policy_configuration/predefined_metric_specification"
                    + "/predefined_metric_type"))
        .containsExactly("ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget");
  }

  @Test
  void the_region_speaks_tls_1_2_or_newer() {
    assertThat(
            all(ON_AWS, "aws_lb_listener").stream()
                .filter(listener -> listener.path("protocol").asText().equals("HTTPS"))
                .map(listener -> listener.path("ssl_policy").asText()))
        .containsExactly("ELBSecurityPolicy-TLS13-1-2-2021-06");
  }

  @Test
  void logs_end_after_ninety_days() {
    assertThat(one(ON_AWS, "aws_cloudwatch_log_group").path("retention_in_days").asInt())
        .isEqualTo(90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state-aws-eu-west-1", "state-aws-us-east-1"})
  void state_is_versioned_encrypted_locked_and_not_thrown_away(String stack) {
    assertThat(
            one(stack, "aws_s3_bucket_versioning").at("/versioning_configuration/status").asText())
        .isEqualTo("Enabled");
    assertThat(
            one(stack, "aws_s3_bucket_server_side_encryption_configuration")
                .at("/rule/0/apply_server_side_encryption_by_default/sse_algorithm")
                .asText())
        .isEqualTo("aws:kms");
    assertThat(one(stack, "aws_dynamodb_table").path("hash_key").asText()).isEqualTo("LockID");
    assertThat(one(stack, "aws_s3_bucket").at("/lifecycle/prevent_destroy").asBoolean()).isTrue();
  }

  @Test
  void state_on_google_is_versioned_and_encrypted() {
    var bucket = one("state-gcp-us-east4", "google_storage_bucket");
    assertThat(bucket.at("/versioning/enabled").asBoolean()).isTrue();
    assertThat(bucket.at("/encryption/default_kms_key_name").asText()).isNotEmpty();
  }

  @Test
  void a_region_keeps_its_state_in_its_own_region() {
    assertThat(Synthesised.stack(ON_AWS).at("/terraform/backend/s3/region").asText())
        .isEqualTo("eu-west-1");
    assertThat(Synthesised.stack(ON_AWS).at("/terraform/backend/s3/dynamodb_table").asText())
        .isEqualTo(one("state-aws-eu-west-1", "aws_dynamodb_table").path("name").asText());
  }

  @Test
  void backups_cannot_be_removed_by_anybody_before_their_time() {
    assertThat(
            one("backup-aws", "aws_s3_bucket_object_lock_configuration")
                .at("/rule/default_retention")
                .toString())
        .contains("\"mode\":\"COMPLIANCE\"", "\"days\":35");
    assertThat(
            one("backup-gcp", "google_storage_bucket")
                .at("/retention_policy/retention_period")
                .asLong())
        .isEqualTo(35 * 24 * 3600);
  }

  @Test
  void a_writer_of_backups_can_neither_read_nor_remove_them() throws IOException {
    var writer = one("backup-aws", "aws_iam_policy");
    assertThat(permitting(writer, "s3:PutObject")).hasSize(1);
    assertThat(permitting(writer, "s3:Get")).isEmpty();
    assertThat(permitting(writer, "s3:Delete")).isEmpty();
    assertThat(permitting(writer, "*")).isEmpty();
    assertThat(one("backup-gcp", "google_storage_bucket_iam_binding").path("role").asText())
        .isEqualTo("roles/storage.objectCreator");
  }

  @Test
  void edges_keep_what_the_api_lets_them_keep_and_for_so_long() {
    var policy = one("edge", "aws_cloudfront_cache_policy");
    assertThat(policy.path("min_ttl").asInt(-1)).isZero();
    assertThat(policy.path("default_ttl").asInt(-1)).isZero();
    assertThat(policy.path("max_ttl").asInt()).isPositive();
    var draws = one("edge", "aws_cloudfront_distribution").at("/ordered_cache_behavior/0");
    assertThat(draws.path("path_pattern").asText()).isEqualTo("/v1/draws/*");
    assertThat(draws.path("cache_policy_id").asText())
        .isEqualTo("${aws_cloudfront_cache_policy.honour-cache-control.id}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns-aws", "dns-gcp"})
  void the_service_is_delegated_to_every_daemon_with_glue_of_the_same_ttl(String stack) {
    var dns = Synthesised.stack(stack).path("resource");
    var records =
        dns.path(dns.has("aws_route53_record") ? "aws_route53_record" : "google_dns_record_set");
    var values = stack.equals("dns-aws") ? "records" : "rrdatas";

    assertThat(records.at("/delegation/" + values)).hasSize(3);
    assertThat(records.at("/delegation/ttl").asInt()).isEqualTo(60);
    for (var daemon : List.of("ns1", "ns2", "ns3")) {
      var glue = records.path("glue-" + daemon);
      assertThat(records.at("/delegation/" + values).toString())
          .contains(daemon + ".rng.example.com.");
      assertThat(glue.path("type").asText()).isEqualTo("A");
      assertThat(glue.path("ttl").asInt()).isEqualTo(60);
      assertThat(glue.path(values)).hasSize(1);
    }
  }

  @Test
  void a_daemon_that_says_nothing_raises_the_alarm() {
    var silent = all("observability", "aws_cloudwatch_metric_alarm");
    assertThat(silent).hasSize(3);
    assertThat(texts(silent, "/treat_missing_data")).containsOnly("breaching");
    assertThat(texts(silent, "/comparison_operator")).containsOnly("LessThanThreshold");
  }

  @Test
  void google_reaches_every_site_by_tunnels_with_bgp() {
    assertThat(one(ON_GOOGLE, "google_compute_ha_vpn_gateway").path("region").asText())
        .isEqualTo("us-east4");
    assertThat(all(ON_GOOGLE, "google_compute_external_vpn_gateway")).hasSize(3);
    assertThat(texts(all(ON_GOOGLE, "google_compute_vpn_tunnel"), "/ike_version"))
        .containsOnly("2");
    assertThat(texts(all(ON_GOOGLE, "google_compute_router_peer"), "/peer_asn"))
        .hasSize(6)
        .containsOnly("65010");
  }

  @Test
  void google_speaks_tls_1_2_or_newer() {
    assertThat(one(ON_GOOGLE, "google_compute_ssl_policy").path("min_tls_version").asText())
        .isEqualTo("TLS_1_2");
    assertThat(one(ON_GOOGLE, "google_compute_target_https_proxy").path("ssl_policy").asText())
        .isEqualTo("${google_compute_ssl_policy.tls.id}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serverless-aws-eu-west-1", "beanstalk-aws-eu-west-1", ON_AWS})
  void who_reads_the_secret_can_decrypt_it(String stack) throws IOException {
    var role = one(stack, "aws_iam_role_policy");
    var keys = permitting(role, "kms:Decrypt");

    assertThat(permitting(role, "secretsmanager:GetSecretValue")).hasSize(1);
    assertThat(keys).hasSize(1);
    assertThat(keys.getFirst().at("/Resource/0").asText())
        .isEqualTo(stack.equals(ON_AWS) ? "${aws_kms_key.key.arn}" : "${var.key_arn}");
    assertThat(Synthesised.stack(ON_AWS).at("/output/key_arn/value").asText())
        .isEqualTo(one(ON_AWS, "aws_secretsmanager_secret").path("kms_key_id").asText());
  }

  @Test
  void the_balancer_of_beanstalk_is_let_in_by_the_apis_group() {
    assertThat(setting("aws:elbv2:loadbalancer", "SecurityGroups"))
        .isEqualTo("${var.balancer_security_group_id}");
    var way =
        Synthesised.stack(ON_AWS)
            .at("/resource/aws_vpc_security_group_ingress_rule/balancer-to-api-in");
    assertThat(Synthesised.stack(ON_AWS).at("/output/balancer_security_group_id/value").asText())
        .isEqualTo(way.path("referenced_security_group_id").asText());
    assertThat(setting("aws:elasticbeanstalk:environment:process:default", "Port"))
        .isEqualTo(way.path("from_port").asText());
  }
}
