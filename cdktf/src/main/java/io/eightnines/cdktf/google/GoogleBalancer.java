package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.compute_backend_service.ComputeBackendService;
import com.hashicorp.cdktf.providers.google.compute_backend_service.ComputeBackendServiceBackend;
import com.hashicorp.cdktf.providers.google.compute_global_address.ComputeGlobalAddress;
import com.hashicorp.cdktf.providers.google.compute_global_forwarding_rule.ComputeGlobalForwardingRule;
import com.hashicorp.cdktf.providers.google.compute_region_network_endpoint_group.ComputeRegionNetworkEndpointGroup;
import com.hashicorp.cdktf.providers.google.compute_ssl_policy.ComputeSslPolicy;
import com.hashicorp.cdktf.providers.google.compute_target_http_proxy.ComputeTargetHttpProxy;
import com.hashicorp.cdktf.providers.google.compute_target_https_proxy.ComputeTargetHttpsProxy;
import com.hashicorp.cdktf.providers.google.compute_url_map.ComputeUrlMap;
import com.hashicorp.cdktf.providers.google.compute_url_map.ComputeUrlMapDefaultUrlRedirect;
import java.util.List;

/** Where the world reaches a region: one fixed address, TLS 1.2 or newer, HTTP sent to HTTPS. */
final class GoogleBalancer {
  private static final String EXTERNAL = "EXTERNAL_MANAGED";

  private final TerraformStack stack;
  private final String name;
  private final ComputeGlobalAddress address;

  GoogleBalancer(TerraformStack stack, String name) {
    this.stack = stack;
    this.name = name;
    address =
        ComputeGlobalAddress.Builder.create(stack, "address")
            .name(name)
            .ipVersion("IPV4")
            // It stands in the daemons' configuration and in caches all over the world.
            .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
            .build();
    TerraformOutput.Builder.create(stack, "addresses")
        .description("What the failover daemons answer with for this region.")
        .value(List.of(address.getAddress()))
        .build();
  }

  /** Passes requests on to the service. */
  void to(ComputeRegionNetworkEndpointGroup service, String certificate) {
    var backend =
        ComputeBackendService.Builder.create(stack, "api-backend")
            .name(name)
            .loadBalancingScheme(EXTERNAL)
            .protocol("HTTPS")
            .backend(List.of(ComputeBackendServiceBackend.builder().group(service.getId()).build()))
            .build();
    var map =
        ComputeUrlMap.Builder.create(stack, "https-map")
            .name(name)
            .defaultService(backend.getId())
            .build();
    var tls =
        ComputeSslPolicy.Builder.create(stack, "tls")
            .name(name)
            .minTlsVersion("TLS_1_2")
            .profile("RESTRICTED")
            .build();
    var proxy =
        ComputeTargetHttpsProxy.Builder.create(stack, "https-proxy")
            .name(name)
            .urlMap(map.getId())
            .sslPolicy(tls.getId())
            .sslCertificates(List.of(certificate))
            .build();
    listen("https", "443", proxy.getId());
    listen("http", "80", redirect().getId());
  }

  private ComputeTargetHttpProxy redirect() {
    var map =
        ComputeUrlMap.Builder.create(stack, "redirect-map")
            .name(name + "-redirect")
            .defaultUrlRedirect(
                ComputeUrlMapDefaultUrlRedirect.builder()
                    .httpsRedirect(true)
                    .redirectResponseCode("PERMANENT_REDIRECT") // 308 keeps method and body
                    .stripQuery(false)
                    .build())
            .build();
    return ComputeTargetHttpProxy.Builder.create(stack, "http-proxy")
        .name(name)
        .urlMap(map.getId())
        .build();
  }

  private void listen(String id, String port, String target) {
    ComputeGlobalForwardingRule.Builder.create(stack, id)
        .name(name + "-" + id)
        .loadBalancingScheme(EXTERNAL)
        .ipAddress(address.getId())
        .portRange(port)
        .target(target)
        .build();
  }
}
