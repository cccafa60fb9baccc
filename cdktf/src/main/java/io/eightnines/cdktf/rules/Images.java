package io.eightnines.cdktf.rules;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs is named by its content. */
final class Images {
  private static final Pattern BY_DIGEST = Pattern.compile("[^@]+@sha256:[0-9a-f]{64}");
  private static final Pattern IN_CONTAINERS = Pattern.compile("\"image\":\"([^\"]*)\"");

  private Images() {}

  static Rule byDigest() {
    return Rule.forEach(
        resource ->
            switch (resource.type()) {
              case "aws_ecs_task_definition" ->
                  unpinned(
                      resource,
                      IN_CONTAINERS
                          .matcher(resource.text("container_definitions"))
                          .results()
                          .map(match -> match.group(1)));
              case "aws_lambda_function" ->
                  unpinned(resource, Stream.of(resource.text("image_uri")));
              default ->
                  unpinned(
                      resource,
                      resource.blocks("template").stream()
                          .flatMap(template -> Stack.each(template.path("containers")).stream())
                          .map(container -> container.path("image").asText()));
            },
        "aws_ecs_task_definition",
        "aws_lambda_function",
        "google_cloud_run_v2_service");
  }

  private static Stream<Violation> unpinned(Stack.Resource resource, Stream<String> images) {
    return images
        .filter(image -> !BY_DIGEST.matcher(image).matches())
        .map(
            image -> resource.violation("image: %s; expected NAME@sha256:DIGEST".formatted(image)));
  }
}
