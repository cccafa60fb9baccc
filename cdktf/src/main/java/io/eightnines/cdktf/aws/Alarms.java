package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import io.eightnines.cdktf.stack.Setting;
import java.util.List;
import java.util.Map;

/**
 * A stack's alarms and the one topic they go to, which calls people by HTTPS.
 *
 * <p>They watch what failover cannot see from outside. Taking traffic away is failover's, and no
 * alarm does it.
 */
public final class Alarms {
  private static final Setting PAGER =
      new Setting(
          "pager_url", "https://[^ ]+", "Where alarms are posted to, with its token; a secret.");

  private final TerraformStack stack;
  private final SnsTopic topic;

  public Alarms(TerraformStack stack, RegionKey key) {
    this.stack = stack;
    topic =
        SnsTopic.Builder.create(stack, "alarms")
            .namePrefix("alarms-")
            .kmsMasterKeyId(key.arn())
            .build();
    SnsTopicSubscription.Builder.create(stack, "pager")
        .topicArn(topic.getArn())
        .protocol("https")
        .endpoint(PAGER.secretIn(stack))
        .build();
  }

  /** Where alarms go. */
  public String topicArn() {
    return topic.getArn();
  }

  /** Which way is bad. */
  public enum Bad {
    ABOVE("GreaterThanThreshold"),
    BELOW("LessThanThreshold");

    private final String operator;

    Bad(String operator) {
      this.operator = operator;
    }
  }

  /** What is measured, and how a minute of it becomes one number, such as Maximum or p99. */
  public record Metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {}

  /**
   * Calls when three minutes in a row are bad.
   *
   * @param silenceIsBad whether a metric that does not come is as bad as one beyond the threshold
   */
  public CloudwatchMetricAlarm when(
      String id, Metric metric, Bad bad, double threshold, boolean silenceIsBad, String meaning) {
    var alarm =
        CloudwatchMetricAlarm.Builder.create(stack, "alarm-" + id)
            .alarmName(stack.getNode().getId() + "-" + id)
            .alarmDescription(meaning)
            .namespace(metric.namespace())
            .metricName(metric.name())
            .dimensions(metric.dimensions())
            .comparisonOperator(bad.operator)
            .threshold(threshold)
            .period(60)
            .evaluationPeriods(3)
            .treatMissingData(silenceIsBad ? "breaching" : "notBreaching")
            .alarmActions(List.of(topic.getArn()))
            .okActions(List.of(topic.getArn()));
    return metric.statistic().startsWith("p")
        ? alarm.extendedStatistic(metric.statistic()).build()
        : alarm.statistic(metric.statistic()).build();
  }
}
