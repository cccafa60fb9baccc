package io.eightnines.cdktf.observability;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.cloudwatch_composite_alarm.CloudwatchCompositeAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import io.eightnines.cdktf.aws.Alarms;
import io.eightnines.cdktf.aws.Alarms.Bad;
import io.eightnines.cdktf.aws.Alarms.Metric;
import io.eightnines.cdktf.aws.AwsStack;
import io.eightnines.cdktf.aws.RegionKey;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Region;
import io.eightnines.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.constructs.Construct;

/** The dashboard over the regions on AWS, and the dead man's switch of the failover daemons. */
public final class ObservabilityStack extends TerraformStack {
  private static final String NAMESPACE = "Eightnines";
  private static final int WIDGET_WIDTH = 8;
  private static final int WIDGET_HEIGHT = 6;

  public ObservabilityStack(Construct scope, Topology topology, String providerRegion) {
    super(scope, "observability");
    new RemoteState(topology.organisation(), providerRegion).inS3(this, getNode().getId());
    AwsStack.in(this, topology.organisation(), providerRegion);
    var key = new RegionKey(this, providerRegion, "Alarms that span regions");
    switchFor(topology, new Alarms(this, key));
    CloudwatchDashboard.Builder.create(this, "dashboard")
        .dashboardName("eightnines")
        .dashboardBody(Policy.json(Map.of("widgets", widgets(topology))))
        .build();
    IamPolicy.Builder.create(this, "heartbeat")
        .namePrefix("eightnines-heartbeat-")
        .description("Lets a failover daemon report that it lives")
        .policy(
            Policy.nothing()
                .allow(
                    List.of("cloudwatch:PutMetricData"),
                    List.of("*"), // takes no resource
                    Map.of("StringEquals", Map.of("cloudwatch:namespace", NAMESPACE)))
                .json())
        .build();
  }

  private void switchFor(Topology topology, Alarms alarms) {
    var silent = new ArrayList<String>();
    for (var daemon : topology.daemons()) {
      var alarm =
          alarms.when(
              "silent-" + daemon.name(),
              new Metric(NAMESPACE, "Heartbeat", "Sum", Map.of("Daemon", daemon.name())),
              Bad.BELOW,
              1,
              true,
              "Failover daemon " + daemon.name() + " has not reported for three minutes.");
      silent.add("ALARM(\"" + alarm.getAlarmName() + "\")");
    }
    CloudwatchCompositeAlarm.Builder.create(this, "all-silent")
        .alarmName("all-daemons-silent")
        .alarmDescription("No failover daemon reports: nobody moves traffic now.")
        .alarmRule(silent.stream().collect(Collectors.joining(" AND ")))
        .alarmActions(List.of(alarms.topicArn()))
        .build();
  }

  private static List<Map<String, Object>> widgets(Topology topology) {
    var widgets = new ArrayList<Map<String, Object>>();
    var row = 0;
    for (var region : topology.regions()) {
      if (region.cloud() == Cloud.AWS) {
        widgets.add(widget(region, row, 0, "healthy instances", "HealthyHostCount", "Minimum"));
        widgets.add(widget(region, row, 1, "requests", "RequestCount", "Sum"));
        widgets.add(widget(region, row, 2, "p99", "TargetResponseTime", "p99"));
        row++;
      }
    }
    return widgets;
  }

  private static Map<String, Object> widget(
      Region region, int row, int column, String title, String metric, String statistic) {
    var search =
        "SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName=\"%s\" \"%s\"', '%s', 60)"
            .formatted(metric, region.id(), statistic);
    return Map.of(
        "type",
        "metric",
        "x",
        column * WIDGET_WIDTH,
        "y",
        row * WIDGET_HEIGHT,
        "width",
        WIDGET_WIDTH,
        "height",
        WIDGET_HEIGHT,
        "properties",
        Map.of(
            "title",
            region.id() + ": " + title,
            "region",
            region.location().providerRegion(),
            "view",
            "timeSeries",
            "metrics",
            List.of(List.of(Map.of("expression", search)))));
  }
}
