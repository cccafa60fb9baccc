package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicy;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration;
import com.hashicorp.cdktf.providers.aws.appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification;
import com.hashicorp.cdktf.providers.aws.appautoscaling_target.AppautoscalingTarget;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import io.eightnines.topology.Shape;

/**
 * Adds tasks quickly and takes them away slowly, by load on the processors and by requests per
 * task: the first sees slow code, the second a rush before it is felt.
 */
final class Autoscaling {
  private static final int CPU_PERCENT = 50;

  /** Of what a task was measured to serve: room for a whole zone's requests, were it lost. */
  private static final double SHARE_OF_CAPACITY = 0.6;

  private static final String COUNT = "ecs:service:DesiredCount";
  private static final String ECS = "ecs";

  private Autoscaling() {}

  static void of(
      TerraformStack stack, EcsService service, Shape shape, String cluster, Balancer balancer) {
    var name = service.getNameInput();
    var target =
        AppautoscalingTarget.Builder.create(stack, name + "-count")
            .serviceNamespace(ECS)
            .scalableDimension(COUNT)
            .resourceId("service/" + cluster + "/" + service.getName())
            .minCapacity(shape.count().min())
            .maxCapacity(shape.count().max())
            .build();
    var label = balancer.application().getArnSuffix() + "/" + balancer.api().getArnSuffix();
    // The metric counts a minute.
    var requests = Math.floor(shape.unit().capacity() * SHARE_OF_CAPACITY * 60);
    track(
        stack,
        target,
        name + "-by-cpu",
        metric("ECSServiceAverageCPUUtilization", null),
        CPU_PERCENT);
    track(
        stack, target, name + "-by-requests", metric("ALBRequestCountPerTarget", label), requests);
  }

  private static
  AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification metric(
      String type, @org.jspecify.annotations.Nullable String label) {
    var metric =
        AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification
            .builder()
            .predefinedMetricType(type);
    return label == null ? metric.build() : metric.resourceLabel(label).build();
  }

  private static void track(
      TerraformStack stack,
      AppautoscalingTarget target,
      String name,
      AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification
          metric,
      double value) {
    AppautoscalingPolicy.Builder.create(stack, name)
        .name(name)
        .policyType("TargetTrackingScaling")
        .serviceNamespace(target.getServiceNamespace())
        .scalableDimension(target.getScalableDimension())
        .resourceId(target.getResourceId())
        .targetTrackingScalingPolicyConfiguration(
            AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration.builder()
                .predefinedMetricSpecification(metric)
                .targetValue(value)
                .scaleOutCooldown(30)
                .scaleInCooldown(300)
                .build())
        .build();
  }
}
