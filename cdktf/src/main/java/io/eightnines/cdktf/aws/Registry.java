package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepository;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryEncryptionConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryImageScanningConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_repository_policy.EcrRepositoryPolicy;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.topology.Image;
import java.util.List;
import java.util.Map;

/**
 * The region's own copy of the image's repository. A task starts from it though every other region
 * and the original registry be gone; whoever releases pushes the same digest to each region.
 */
final class Registry {
  private final EcrRepository repository;
  private final Image image;

  Registry(TerraformStack stack, String region, Image image, RegionKey key) {
    this.image = image;
    var path = image.repository().substring(image.repository().indexOf('/') + 1);
    repository =
        EcrRepository.Builder.create(stack, "images")
            .name(path + "-" + region)
            .imageTagMutability("IMMUTABLE")
            .imageScanningConfiguration(
                EcrRepositoryImageScanningConfiguration.builder().scanOnPush(true).build())
            .encryptionConfiguration(
                List.of(
                    EcrRepositoryEncryptionConfiguration.builder()
                        .encryptionType("KMS")
                        .kmsKey(key.arn())
                        .build()))
            .build();
    // Lambda fetches images by itself, not with the role of the function.
    EcrRepositoryPolicy.Builder.create(stack, "image-readers")
        .repository(repository.getName())
        .policy(
            Policy.nothing()
                .and(
                    Map.of(
                        "Effect", "Allow",
                        "Principal", Map.of("Service", "lambda.amazonaws.com"),
                        "Action", List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")))
                .json())
        .build();
  }

  String arn() {
    return repository.getArn();
  }

  String url() {
    return repository.getRepositoryUrl();
  }

  /** What a task or function runs: by digest, for a tag can be moved. */
  String reference() {
    return repository.getRepositoryUrl() + "@" + image.digest();
  }
}
