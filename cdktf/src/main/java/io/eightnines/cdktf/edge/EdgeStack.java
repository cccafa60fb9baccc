package io.eightnines.cdktf.edge;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistribution;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionDefaultCacheBehavior;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrderedCacheBehavior;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrigin;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginCustomOriginConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictions;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictionsGeoRestriction;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionViewerCertificate;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import io.eightnines.cdktf.aws.AwsStack;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Topology;
import java.util.List;
import software.constructs.Construct;

/**
 * A CloudFront distribution for issued draws, at the name {@code draws} in the organisation's zone.
 */
public final class EdgeStack extends TerraformStack {
  /** Where CloudFront takes its certificates from. */
  private static final String PLACE = "us-east-1";

  /** AWS's managed policy CachingDisabled. */
  private static final String KEEP_NOTHING = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

  private static final String ORIGIN = "regions";
  private static final List<String> READING = List.of("GET", "HEAD");
  private static final long YEAR_SECONDS = 31_536_000;

  private static final Setting ZONE =
      new Setting("zone_id", "Z[A-Z0-9]+", "Output \"zone_id\" of the stack dns-aws.");

  private final String zone;

  /**
   * @param statePlace the region with the bucket of the state
   */
  public EdgeStack(Construct scope, Topology topology, String statePlace) {
    super(scope, "edge");
    var organisation = topology.organisation();
    new RemoteState(organisation, statePlace).inS3(this, getNode().getId());
    AwsStack.in(this, organisation, PLACE);
    zone = ZONE.in(this);
    var name = organisation.zone().child("draws").text();
    var distribution =
        CloudfrontDistribution.Builder.create(this, "distribution")
            .enabled(true)
            .comment("Issued draws")
            .aliases(List.of(name))
            .httpVersion("http2and3")
            .isIpv6Enabled(true)
            .origin(List.of(regions(topology.service().name().text())))
            .orderedCacheBehavior(List.of(draws(honourCacheControl())))
            .defaultCacheBehavior(
                CloudfrontDistributionDefaultCacheBehavior.builder()
                    .targetOriginId(ORIGIN)
                    .allowedMethods(READING)
                    .cachedMethods(READING)
                    .viewerProtocolPolicy("https-only")
                    .cachePolicyId(KEEP_NOTHING)
                    .build())
            .restrictions(
                CloudfrontDistributionRestrictions.builder()
                    .geoRestriction(
                        CloudfrontDistributionRestrictionsGeoRestriction.builder()
                            .restrictionType("none")
                            .build())
                    .build())
            .viewerCertificate(
                CloudfrontDistributionViewerCertificate.builder()
                    .acmCertificateArn(certificate(name).getCertificateArn())
                    .sslSupportMethod("sni-only")
                    .minimumProtocolVersion("TLSv1.2_2021")
                    .build())
            .build();
    for (var type : List.of("A", "AAAA")) {
      Route53Record.Builder.create(this, "draws-" + type.toLowerCase(java.util.Locale.ROOT))
          .zoneId(zone)
          .name(name)
          .type(type)
          .alias(
              Route53RecordAlias.builder()
                  .name(distribution.getDomainName())
                  .zoneId(distribution.getHostedZoneId())
                  .evaluateTargetHealth(false)
                  .build())
          .build();
    }
  }

  private AcmCertificateValidation certificate(String name) {
    var certificate =
        AcmCertificate.Builder.create(this, "certificate")
            .domainName(name)
            .validationMethod("DNS")
            .lifecycle(TerraformResourceLifecycle.builder().createBeforeDestroy(true).build())
            .build();
    // A set, which has no order to index by; it has one element, for there is one name.
    var proof = "${tolist(" + certificate.getFqn() + ".domain_validation_options)[0].%s}";
    var record =
        Route53Record.Builder.create(this, "proof")
            .zoneId(zone)
            .name(proof.formatted("resource_record_name"))
            .type(proof.formatted("resource_record_type"))
            .records(List.of(proof.formatted("resource_record_value")))
            .ttl(60)
            .build();
    return AcmCertificateValidation.Builder.create(this, "validated")
        .certificateArn(certificate.getArn())
        .validationRecordFqdns(List.of(record.getFqdn()))
        .build();
  }

  private static CloudfrontDistributionOrigin regions(String service) {
    return CloudfrontDistributionOrigin.builder()
        .originId(ORIGIN)
        .domainName(service)
        .connectionAttempts(3)
        .connectionTimeout(1)
        .customOriginConfig(
            CloudfrontDistributionOriginCustomOriginConfig.builder()
                .httpPort(80)
                .httpsPort(443)
                .originProtocolPolicy("https-only")
                .originSslProtocols(List.of("TLSv1.2"))
                .originReadTimeout(5)
                .build())
        .build();
  }

  private static CloudfrontDistributionOrderedCacheBehavior draws(CloudfrontCachePolicy policy) {
    return CloudfrontDistributionOrderedCacheBehavior.builder()
        .pathPattern("/v1/draws/*")
        .targetOriginId(ORIGIN)
        .allowedMethods(READING)
        .cachedMethods(READING)
        .viewerProtocolPolicy("https-only")
        .cachePolicyId(policy.getId())
        .compress(true)
        .build();
  }

  /** Nothing is kept unless the API says so, and then for as long as it says. */
  private CloudfrontCachePolicy honourCacheControl() {
    return CloudfrontCachePolicy.Builder.create(this, "honour-cache-control")
        .name("eightnines-honour-cache-control")
        .minTtl(0)
        .defaultTtl(0)
        .maxTtl(YEAR_SECONDS)
        .parametersInCacheKeyAndForwardedToOrigin(
            CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin.builder()
                .cookiesConfig(
                    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig
                        .builder()
                        .cookieBehavior("none")
                        .build())
                .headersConfig(
                    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig
                        .builder()
                        .headerBehavior("none")
                        .build())
                .queryStringsConfig(
                    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig
                        .builder()
                        .queryStringBehavior("none")
                        .build())
                .enableAcceptEncodingGzip(true)
                .enableAcceptEncodingBrotli(true)
                .build())
        .build();
  }
}
