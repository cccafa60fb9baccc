package io.eightnines.cdktf.rules;

import io.eightnines.cdktf.rules.Stack.Resource;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nothing listens without TLS 1.2 or newer, but for what only sends the caller there. */
final class Tls {
  private static final Set<String> AWS_POLICIES =
      Set.of(
          "ELBSecurityPolicy-TLS13-1-2-2021-06",
          "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
          "ELBSecurityPolicy-TLS13-1-3-2021-06");

  private static final Set<String> VIEWER_PROTOCOLS = Set.of("https-only", "redirect-to-https");
  private static final Pattern CLOUDFRONT_VERSIONS = Pattern.compile("TLSv1\\.2_20(19|2\\d)");

  private Tls() {}

  static Rule listeners() {
    return Rule.forEach(Tls::listener, "aws_lb_listener");
  }

  static Rule distributions() {
    return Rule.forEach(Tls::distribution, "aws_cloudfront_distribution");
  }

  static Rule gateways() {
    return Rule.forEach(
        domain ->
            domain.blocks("domain_name_configuration").stream()
                .map(block -> block.path("security_policy").asText())
                .filter(policy -> !policy.equals("TLS_1_2"))
                .map(policy ->
                    domain.violation("security_policy: %s; expected TLS_1_2".formatted(policy))),
        "aws_apigatewayv2_domain_name");
  }

  /** On Google Cloud, port 80 may only lead to a map that redirects. */
  static Rule googleProxies() {
    return stacks ->
        stacks.stream()
            .flatMap(stack ->
                Stream.of(
                        stack
                            .resources("google_compute_target_http_proxy")
                            .flatMap(Tls::plainProxy),
                        stack.resources("google_compute_target_https_proxy").flatMap(Tls::tlsProxy),
                        stack.resources("google_compute_ssl_policy").flatMap(Tls::tlsPolicy))
                    .flatMap(violations -> violations))
            .toList();
  }

  private static Stream<Violation> listener(Resource listener) {
    var protocol = listener.text("protocol");
    return switch (protocol) {
      case "HTTPS", "TLS" ->
          AWS_POLICIES.contains(listener.text("ssl_policy"))
              ? Stream.empty()
              : Stream.of(
                  listener.violation(
                      "ssl_policy: %s; expected one of TLS 1.2 or newer"
                          .formatted(listener.text("ssl_policy"))));
      case "HTTP" ->
          listener.blocks("default_action").stream()
                  .allMatch(action ->
                      Stack.each(action.path("redirect")).stream()
                          .anyMatch(to -> to.path("protocol").asText().equals("HTTPS")))
              ? Stream.empty()
              : Stream.of(listener.violation("protocol: HTTP; expected a redirect to HTTPS"));
      // Passes on what another listener decides about: the ports of the web only.
      case "TCP" ->
          Set.of(80, 443).contains(listener.body().path("port").asInt())
              ? Stream.empty()
              : Stream.of(
                  listener.violation(
                      "port: %s; expected 80 or 443".formatted(listener.text("port"))));
      default -> Stream.of(listener.violation("protocol: %s; expected HTTPS".formatted(protocol)));
    };
  }

  private static Stream<Violation> distribution(Resource distribution) {
    var protocols =
        Stream.concat(
                distribution.blocks("default_cache_behavior").stream(),
                distribution.blocks("ordered_cache_behavior").stream())
            .map(behaviour -> behaviour.path("viewer_protocol_policy").asText())
            .filter(policy -> !VIEWER_PROTOCOLS.contains(policy))
            .map(policy ->
                distribution.violation(
                    "viewer_protocol_policy: %s; expected HTTPS only".formatted(policy)));
    var versions =
        distribution.blocks("viewer_certificate").stream()
            .map(certificate -> certificate.path("minimum_protocol_version").asText())
            .filter(version -> !CLOUDFRONT_VERSIONS.matcher(version).matches())
            .map(version ->
                distribution.violation(
                    "minimum_protocol_version: %s; expected TLSv1.2_2019 or newer"
                        .formatted(version)));
    var origins =
        distribution.blocks("origin").stream()
            .flatMap(origin -> Stack.each(origin.path("custom_origin_config")).stream())
            .map(origin -> origin.path("origin_protocol_policy").asText())
            .filter(policy -> !policy.equals("https-only"))
            .map(policy ->
                distribution.violation(
                    "origin_protocol_policy: %s; expected https-only".formatted(policy)));
    return Stream.of(protocols, versions, origins).flatMap(violations -> violations);
  }

  private static Stream<Violation> plainProxy(Resource proxy) {
    var redirects =
        proxy
            .stack()
            .resources("google_compute_url_map")
            .filter(map -> proxy.refersTo("url_map", map))
            .anyMatch(map ->
                map.blocks("default_url_redirect").stream()
                    .anyMatch(redirect -> redirect.path("https_redirect").asBoolean()));
    return redirects
        ? Stream.empty()
        : Stream.of(proxy.violation("url_map: expected one that redirects to HTTPS"));
  }

  private static Stream<Violation> tlsProxy(Resource proxy) {
    var hasPolicy =
        proxy
            .stack()
            .resources("google_compute_ssl_policy")
            .anyMatch(policy -> proxy.refersTo("ssl_policy", policy));
    return hasPolicy
        ? Stream.empty()
        : Stream.of(proxy.violation("ssl_policy: missing; expected one of the stack's"));
  }

  private static Stream<Violation> tlsPolicy(Resource policy) {
    return policy.text("min_tls_version").equals("TLS_1_2")
        ? Stream.empty()
        : Stream.of(
            policy.violation(
                "min_tls_version: %s; expected TLS_1_2".formatted(policy.text("min_tls_version"))));
  }
}
