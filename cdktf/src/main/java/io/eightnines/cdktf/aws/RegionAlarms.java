package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import io.eightnines.cdktf.aws.Alarms.Bad;
import io.eightnines.cdktf.aws.Alarms.Metric;
import io.eightnines.topology.Region;
import java.util.Map;

/** What people are called for in a region of containers. */
final class RegionAlarms {
  private static final String BALANCER = "AWS/ApplicationELB";

  private final Alarms alarms;

  RegionAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  void watch(Balancer balancer, Region region) {
    var whole = Map.of("LoadBalancer", balancer.application().getArnSuffix());
    var targets =
        Map.of(
            "LoadBalancer", balancer.application().getArnSuffix(),
            "TargetGroup", balancer.api().getArnSuffix());
    alarms.when(
        "few-healthy",
        new Metric(BALANCER, "HealthyHostCount", "Minimum", targets),
        Bad.BELOW,
        region.location().zones().size(),
        true,
        "Fewer healthy API instances than zones: one more loss may be felt.");
    alarms.when(
        "errors",
        new Metric(BALANCER, "HTTPCode_Target_5XX_Count", "Sum", targets),
        Bad.ABOVE,
        0,
        false,
        "The API answers with errors.");
    alarms.when(
        "refused",
        new Metric(BALANCER, "HTTPCode_ELB_5XX_Count", "Sum", whole),
        Bad.ABOVE,
        0,
        false,
        "The load balancer had nobody to pass requests to.");
    alarms.when(
        "slow",
        new Metric(BALANCER, "TargetResponseTime", "p99", targets),
        Bad.ABOVE,
        0.25,
        false,
        "One draw in a hundred takes more than 250 ms.");
  }

  void watch(EcsService service, String cluster) {
    alarms.when(
        service.getNameInput() + "-busy",
        new Metric(
            "AWS/ECS",
            "CPUUtilization",
            "Average",
            Map.of("ClusterName", cluster, "ServiceName", service.getName())),
        Bad.ABOVE,
        85,
        true,
        "The tasks are busy although the autoscaling should have added more.");
  }

  void watch(SiteVpns vpns) {
    for (var connection : vpns.connections()) {
      alarms.when(
          connection.getNode().getId(),
          new Metric("AWS/VPN", "TunnelState", "Minimum", Map.of("VpnId", connection.getId())),
          Bad.BELOW,
          1,
          true,
          "A tunnel to a site is down: its device or its line has lost its spare.");
    }
  }
}
