package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsCluster;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterSetting;
import com.hashicorp.cdktf.providers.aws.ecs_cluster_capacity_providers.EcsClusterCapacityProviders;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceCapacityProviderStrategy;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceDeploymentCircuitBreaker;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceLoadBalancer;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceNetworkConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionRuntimePlatform;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import java.util.List;
import java.util.Map;

/** The API as containers on Fargate, spread over the zones of a region. */
final class Containers {
  static final String NAME = "api";

  /** Fargate's most, and its notice before a spot task is taken away. */
  static final int STOP_SECONDS = 120;

  private static final String STEADY = "FARGATE";
  private static final String SPOT = "FARGATE_SPOT";

  private final TerraformStack stack;
  private final Region region;
  private final EcsCluster cluster;

  Containers(TerraformStack stack, Region region) {
    this.stack = stack;
    this.region = region;
    cluster =
        EcsCluster.Builder.create(stack, "cluster")
            .name(region.id().text())
            .setting(
                List.of(
                    EcsClusterSetting.builder().name("containerInsights").value("enabled").build()))
            .build();
    EcsClusterCapacityProviders.Builder.create(stack, "capacity")
        .clusterName(cluster.getName())
        .capacityProviders(List.of(STEADY, SPOT))
        .build();
  }

  String clusterName() {
    return cluster.getName();
  }

  /** Runs one shape; its tasks take their share of the balancer's requests. */
  EcsService run(
      String name,
      Shape shape,
      TaskParts parts,
      RegionNetwork network,
      Walls walls,
      Balancer balancer) {
    return EcsService.Builder.create(stack, name)
        .name(name)
        .cluster(cluster.getArn())
        .taskDefinition(task(name, shape, parts).getArn())
        .desiredCount(shape.count().min())
        .capacityProviderStrategy(capacity(shape))
        .platformVersion("1.4.0")
        .networkConfiguration(
            EcsServiceNetworkConfiguration.builder()
                .subnets(network.privateSubnetIds())
                .securityGroups(walls.apiIds())
                .assignPublicIp(false)
                .build())
        .loadBalancer(
            List.of(
                EcsServiceLoadBalancer.builder()
                    .containerName(NAME)
                    .containerPort(Walls.API_PORT)
                    .targetGroupArn(balancer.api().getArn())
                    .build()))
        .healthCheckGracePeriodSeconds(60)
        .deploymentMinimumHealthyPercent(100)
        .deploymentMaximumPercent(200)
        .deploymentCircuitBreaker(
            EcsServiceDeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
        .enableEcsManagedTags(true)
        .propagateTags("SERVICE")
        .dependsOn(List.of(balancer.ready()))
        // The number of tasks belongs to the autoscaling from the first day on.
        .lifecycle(
            TerraformResourceLifecycle.builder().ignoreChanges(List.of("desired_count")).build())
        .build();
  }

  /** The tasks that must outlive a wave of interruptions come first, the rest by share. */
  private static List<EcsServiceCapacityProviderStrategy> capacity(Shape shape) {
    int spot = shape instanceof Shape.SpotContainer mixed ? mixed.spotPercent() : 0;
    int base = Math.ceilDiv(shape.count().min() * (100 - spot), 100);
    var steady =
        EcsServiceCapacityProviderStrategy.builder()
            .capacityProvider(STEADY)
            .base(base)
            .weight(100 - spot)
            .build();
    var interruptible =
        EcsServiceCapacityProviderStrategy.builder().capacityProvider(SPOT).weight(spot).build();
    return spot == 0 ? List.of(steady) : List.of(steady, interruptible);
  }

  private EcsTaskDefinition task(String name, Shape shape, TaskParts parts) {
    return EcsTaskDefinition.Builder.create(stack, name + "-task")
        .family(region.id().text() + "-" + name)
        .requiresCompatibilities(List.of(STEADY))
        .networkMode("awsvpc")
        .cpu(String.valueOf(Math.round(shape.unit().vcpu() * 1024)))
        .memory(String.valueOf(shape.unit().memoryMib()))
        .executionRoleArn(parts.starterRoleArn())
        .taskRoleArn(parts.taskRoleArn())
        .runtimePlatform(
            EcsTaskDefinitionRuntimePlatform.builder()
                .operatingSystemFamily("LINUX")
                .cpuArchitecture("X86_64")
                .build())
        .containerDefinitions(Policy.json(List.of(container(parts))))
        .build();
  }

  private Map<String, Object> container(TaskParts parts) {
    return Map.ofEntries(
        Map.entry("name", NAME),
        Map.entry("image", parts.image()),
        Map.entry("essential", true),
        Map.entry("stopTimeout", STOP_SECONDS),
        Map.entry("user", "65532:65532"),
        Map.entry("readonlyRootFilesystem", true),
        Map.entry(
            "linuxParameters",
            Map.of("initProcessEnabled", true, "capabilities", Map.of("drop", List.of("ALL")))),
        Map.entry(
            "portMappings", List.of(Map.of("containerPort", Walls.API_PORT, "protocol", "tcp"))),
        Map.entry(
            "environment",
            List.of(Map.of("name", "EIGHTNINES_REGION", "value", region.id().text()))),
        Map.entry(
            "secrets",
            List.of(Map.of("name", "API_CONFIGURATION", "valueFrom", parts.configurationArn()))),
        Map.entry(
            "logConfiguration",
            Map.of(
                "logDriver",
                "awslogs",
                "options",
                Map.of(
                    "awslogs-group",
                    parts.logGroup(),
                    "awslogs-region",
                    region.location().providerRegion(),
                    "awslogs-stream-prefix",
                    NAME,
                    // A log that cannot be written must not hold up a draw.
                    "mode",
                    "non-blocking",
                    "max-buffer-size",
                    "4m"))));
  }
}
