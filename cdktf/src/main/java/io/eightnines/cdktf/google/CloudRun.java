package io.eightnines.cdktf.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepository;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryDockerConfig;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2Service;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplate;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainers;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnv;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnvValueSource;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersPorts;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersResources;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersStartupProbe;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersStartupProbeHttpGet;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateScaling;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccess;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service_iam_binding.CloudRunV2ServiceIamBinding;
import com.hashicorp.cdktf.providers.google.compute_region_network_endpoint_group.ComputeRegionNetworkEndpointGroup;
import com.hashicorp.cdktf.providers.google.compute_region_network_endpoint_group.ComputeRegionNetworkEndpointGroupCloudRun;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecret;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplication;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplicationUserManaged;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplicationUserManagedReplicas;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplicationUserManagedReplicasCustomerManagedEncryption;
import com.hashicorp.cdktf.providers.google.secret_manager_secret_iam_binding.SecretManagerSecretIamBinding;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import io.eightnines.topology.Image;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import java.util.List;
import java.util.Map;

/**
 * The API on Cloud Run, which spreads its instances over the zones of the region by itself. It
 * reaches the sites through the region's network, and nobody reaches it but the load balancer.
 */
final class CloudRun {
  private static final int PORT = 8080;

  private final TerraformStack stack;
  private final Region region;
  private final String place;

  CloudRun(TerraformStack stack, Region region) {
    this.stack = stack;
    this.region = region;
    this.place = region.location().providerRegion();
  }

  /** Runs the API, and gives what a load balancer passes requests to. */
  ComputeRegionNetworkEndpointGroup run(
      Shape shape, Image image, GoogleStack google, ComputeSubnetwork subnet, GoogleKey key) {
    var runner =
        ServiceAccount.Builder.create(stack, "runner")
            .accountId("api-" + place)
            .displayName("API in " + region.id())
            .build();
    var service =
        CloudRunV2Service.Builder.create(stack, "api")
            .name(region.id().text())
            .location(place)
            .ingress("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER")
            .template(
                template(shape, reference(image, google, key), runner, configuration(key, runner))
                    .vpcAccess(
                        CloudRunV2ServiceTemplateVpcAccess.builder()
                            .egress("PRIVATE_RANGES_ONLY")
                            .networkInterfaces(
                                List.of(
                                    CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces.builder()
                                        .subnetwork(subnet.getId())
                                        .build()))
                            .build())
                    .build())
            .build();
    // Callers show a customer's token to the API itself; Google is not to ask for one of its own.
    CloudRunV2ServiceIamBinding.Builder.create(stack, "callers")
        .name(service.getName())
        .location(place)
        .role("roles/run.invoker")
        .members(List.of("allUsers"))
        .build();
    return ComputeRegionNetworkEndpointGroup.Builder.create(stack, "api-endpoints")
        .name(region.id().text())
        .region(place)
        .networkEndpointType("SERVERLESS")
        .cloudRun(
            ComputeRegionNetworkEndpointGroupCloudRun.builder().service(service.getName()).build())
        .build();
  }

  private CloudRunV2ServiceTemplate.Builder template(
      Shape shape, String image, ServiceAccount runner, SecretManagerSecret configuration) {
    return CloudRunV2ServiceTemplate.builder()
        .serviceAccount(runner.getEmail())
        .executionEnvironment("EXECUTION_ENVIRONMENT_GEN2")
        .timeout("10s")
        .scaling(
            CloudRunV2ServiceTemplateScaling.builder()
                .minInstanceCount(shape.count().min())
                .maxInstanceCount(shape.count().max())
                .build())
        .containers(List.of(container(shape, image, configuration)));
  }

  private CloudRunV2ServiceTemplateContainers container(
      Shape shape, String image, SecretManagerSecret configuration) {
    var ready =
        CloudRunV2ServiceTemplateContainersStartupProbeHttpGet.builder()
            .path("/health/ready")
            .port(PORT)
            .build();
    return CloudRunV2ServiceTemplateContainers.builder()
        .image(image)
        .ports(
            List.of(CloudRunV2ServiceTemplateContainersPorts.builder().containerPort(PORT).build()))
        .resources(
            CloudRunV2ServiceTemplateContainersResources.builder()
                .limits(
                    Map.of(
                        "cpu",
                        String.valueOf((int) Math.ceil(shape.unit().vcpu())),
                        "memory",
                        shape.unit().memoryMib() + "Mi"))
                // Kept warm: a draw must not wait for a start.
                .cpuIdle(false)
                .startupCpuBoost(true)
                .build())
        .env(
            List.of(
                CloudRunV2ServiceTemplateContainersEnv.builder()
                    .name("EIGHTNINES_REGION")
                    .value(region.id().text())
                    .build(),
                CloudRunV2ServiceTemplateContainersEnv.builder()
                    .name("API_CONFIGURATION")
                    .valueSource(
                        CloudRunV2ServiceTemplateContainersEnvValueSource.builder()
                            .secretKeyRef(
                                CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef
                                    .builder()
                                    .secret(configuration.getSecretId())
                                    .version("latest")
                                    .build())
                            .build())
                    .build()))
        .startupProbe(
            CloudRunV2ServiceTemplateContainersStartupProbe.builder()
                .httpGet(ready)
                .periodSeconds(1)
                .failureThreshold(60)
                .build())
        .build();
  }

  /** The region's own copy of the image, by digest. */
  private String reference(Image image, GoogleStack google, GoogleKey key) {
    var repository =
        ArtifactRegistryRepository.Builder.create(stack, "images")
            .repositoryId(region.id().text())
            .location(place)
            .format("DOCKER")
            .kmsKeyName(key.id())
            .dockerConfig(
                ArtifactRegistryRepositoryDockerConfig.builder().immutableTags(true).build())
            .dependsOn(List.of(key.usable()))
            .build();
    var name = image.repository().substring(image.repository().lastIndexOf('/') + 1);
    return "%s-docker.pkg.dev/%s/%s/%s@%s"
        .formatted(place, google.project(), repository.getRepositoryId(), name, image.digest());
  }

  /** Terraform makes the place; the value is written by whoever runs the region. */
  private SecretManagerSecret configuration(GoogleKey key, ServiceAccount reader) {
    var secret =
        SecretManagerSecret.Builder.create(stack, "configuration")
            .secretId(region.id() + "-api-configuration")
            .replication(
                SecretManagerSecretReplication.builder()
                    .userManaged(
                        SecretManagerSecretReplicationUserManaged.builder()
                            .replicas(
                                List.of(
                                    SecretManagerSecretReplicationUserManagedReplicas.builder()
                                        .location(place)
                                        .customerManagedEncryption(
                                            SecretManagerSecretReplicationUserManagedReplicasCustomerManagedEncryption
                                                .builder()
                                                .kmsKeyName(key.id())
                                                .build())
                                        .build()))
                            .build())
                    .build())
            .dependsOn(List.of(key.usable()))
            .build();
    SecretManagerSecretIamBinding.Builder.create(stack, "configuration-readers")
        .secretId(secret.getId())
        .role("roles/secretmanager.secretAccessor")
        .members(List.of("serviceAccount:" + reader.getEmail()))
        .build();
    return secret;
  }
}
