package io.eightnines.topology;

import java.util.List;

/** How the API is run in a region; a region may have several shapes beside each other. */
public sealed interface Shape {
  /** What runs once or more. */
  Unit unit();

  /** How often it runs. */
  Count count();

  /** The word for the shape in a topology's file. */
  default String kind() {
    return switch (this) {
      case Container _ -> "container";
      case SpotContainer _ -> "spot-container";
      case Serverless _ -> "serverless";
      case Beanstalk _ -> "beanstalk";
      case Kubernetes _ -> "kubernetes";
      case Instance _ -> "instance";
    };
  }

  /** Requests/s at its largest. */
  default long capacity() {
    return (long) unit().capacity() * count().max();
  }

  /** The words for the shapes that a cloud offers. */
  static List<String> kinds(Cloud cloud) {
    return switch (cloud) {
      case AWS ->
          List.of(
              "container", "spot-container", "serverless", "beanstalk", "kubernetes", "instance");
      case GCP -> List.of("container", "spot-container", "serverless", "kubernetes", "instance");
      case LOCAL -> List.of("container");
    };
  }

  /** Containers that keep running: Fargate on AWS; locally, a process. */
  record Container(Unit unit, Count count) implements Shape {}

  /**
   * Containers of which some are interruptible and cheaper.
   *
   * @param spotPercent the interruptible share, 1 to 99: some must outlive a wave of interruptions
   */
  record SpotContainer(Unit unit, Count count, int spotPercent) implements Shape {
    public SpotContainer {
      new Rules().range("spotPercent", spotPercent, 1, 99).keep();
    }
  }

  /** Started by requests: Lambda on AWS, Cloud Run on Google Cloud; min is kept warm. */
  record Serverless(Unit unit, Count count) implements Shape {}

  /** AWS Elastic Beanstalk: machines that the provider sets up. */
  record Beanstalk(MachineType machine, Unit unit, Count count) implements Shape {}

  /** Nodes of a managed Kubernetes: EKS or GKE. */
  record Kubernetes(MachineType machine, Unit unit, Count count) implements Shape {}

  /** Plain machines: EC2 or Compute Engine. */
  record Instance(MachineType machine, Unit unit, Count count) implements Shape {}
}
