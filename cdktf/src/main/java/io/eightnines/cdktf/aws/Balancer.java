package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.eip.Eip;
import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb.LbSubnetMapping;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionRedirect;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupHealthCheck;
import com.hashicorp.cdktf.providers.aws.lb_target_group_attachment.LbTargetGroupAttachment;
import io.eightnines.topology.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the world reaches a region: an application load balancer that ends TLS and knows the API's
 * health, behind a network load balancer with one fixed address per zone.
 *
 * <p>The failover daemons answer with addresses, and those of an application load balancer change
 * at AWS's will: hence the second balancer, which has reserved ones.
 */
final class Balancer {
  /** TLS 1.2 and 1.3, with forward secrecy. */
  static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

  /** A draw takes milliseconds; what is still in flight then has lost its caller. */
  private static final String DRAIN_SECONDS = "30";

  private final Lb application;
  private final LbTargetGroup api;
  private final LbListener https;

  Balancer(
      TerraformStack stack,
      Region region,
      RegionNetwork network,
      Walls walls,
      String certificateArn) {
    application =
        Lb.Builder.create(stack, "application")
            .name(region.id().text())
            .loadBalancerType("application")
            .internal(true) // the world comes by the fixed addresses
            .subnets(network.privateSubnetIds())
            .securityGroups(walls.balancerIds())
            .enableDeletionProtection(true)
            .dropInvalidHeaderFields(true)
            .desyncMitigationMode("strictest")
            .build();
    api = apiTargets(stack, network);
    https =
        LbListener.Builder.create(stack, "https")
            .loadBalancerArn(application.getArn())
            .port(443)
            .protocol("HTTPS")
            .sslPolicy(TLS_POLICY)
            .certificateArn(certificateArn)
            .defaultAction(
                List.of(
                    LbListenerDefaultAction.builder()
                        .type("forward")
                        .targetGroupArn(api.getArn())
                        .build()))
            .build();
    var http = redirect(stack);
    var fixed = fixedAddresses(stack, region, network);
    pass(stack, network, fixed, https, 443);
    pass(stack, network, fixed, http, 80);
  }

  LbTargetGroup api() {
    return api;
  }

  Lb application() {
    return application;
  }

  /** What must be there before targets can be registered. */
  LbListener ready() {
    return https;
  }

  private static LbTargetGroup apiTargets(TerraformStack stack, RegionNetwork network) {
    return LbTargetGroup.Builder.create(stack, "api-targets")
        .vpcId(network.vpcId())
        .targetType("ip")
        .port(Walls.API_PORT)
        .protocol("HTTPS")
        .deregistrationDelay(DRAIN_SECONDS)
        .loadBalancingAlgorithmType("least_outstanding_requests")
        .healthCheck(
            LbTargetGroupHealthCheck.builder()
                .path("/health/ready")
                .protocol("HTTPS")
                .matcher("200")
                .interval(5)
                .timeout(2)
                .healthyThreshold(2)
                .unhealthyThreshold(2)
                .build())
        .build();
  }

  private LbListener redirect(TerraformStack stack) {
    return LbListener.Builder.create(stack, "http")
        .loadBalancerArn(application.getArn())
        .port(80)
        .protocol("HTTP")
        .defaultAction(
            List.of(
                LbListenerDefaultAction.builder()
                    .type("redirect")
                    .redirect(
                        LbListenerDefaultActionRedirect.builder()
                            .protocol("HTTPS")
                            .port("443")
                            .statusCode("HTTP_301")
                            .build())
                    .build()))
        .build();
  }

  private static Lb fixedAddresses(TerraformStack stack, Region region, RegionNetwork network) {
    var zones = region.location().zones();
    var addresses = new ArrayList<String>();
    var mappings = new ArrayList<LbSubnetMapping>();
    for (int i = 0; i < zones.size(); i++) {
      var address =
          Eip.Builder.create(stack, "address-" + zones.get(i))
              .domain("vpc")
              // It stands in the daemons' configuration and in caches all over the world.
              .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
              .build();
      addresses.add(address.getPublicIp());
      mappings.add(
          LbSubnetMapping.builder()
              .subnetId(network.publicSubnetIds().get(i))
              .allocationId(address.getId())
              .build());
    }
    TerraformOutput.Builder.create(stack, "addresses")
        .description("What the failover daemons answer with for this region.")
        .value(addresses)
        .build();
    return Lb.Builder.create(stack, "fixed")
        .name(region.id().text() + "-fixed")
        .loadBalancerType("network")
        .internal(false)
        .subnetMapping(mappings)
        .enableDeletionProtection(true)
        // Without it each address would depend on the balancer's node in its own zone only.
        .enableCrossZoneLoadBalancing(true)
        .build();
  }

  private void pass(
      TerraformStack stack, RegionNetwork network, Lb fixed, LbListener listener, int port) {
    var targets =
        LbTargetGroup.Builder.create(stack, "pass-" + port)
            .vpcId(network.vpcId())
            .targetType("alb")
            .port(port)
            .protocol("TCP")
            .healthCheck(
                LbTargetGroupHealthCheck.builder()
                    .path("/health/ready")
                    .protocol(port == 443 ? "HTTPS" : "HTTP")
                    .matcher(port == 443 ? "200" : "301")
                    .build())
            .build();
    LbTargetGroupAttachment.Builder.create(stack, "pass-" + port + "-to-application")
        .targetGroupArn(targets.getArn())
        .targetId(application.getArn())
        .port(port)
        .dependsOn(List.of(listener)) // AWS refuses a balancer that does not listen yet
        .build();
    LbListener.Builder.create(stack, "pass-" + port + "-listener")
        .loadBalancerArn(fixed.getArn())
        .port(port)
        .protocol("TCP")
        .defaultAction(
            List.of(
                LbListenerDefaultAction.builder()
                    .type("forward")
                    .targetGroupArn(targets.getArn())
                    .build()))
        .build();
  }
}
