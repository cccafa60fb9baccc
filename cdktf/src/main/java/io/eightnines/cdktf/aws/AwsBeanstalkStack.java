package io.eightnines.cdktf.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.elastic_beanstalk_application.ElasticBeanstalkApplication;
import com.hashicorp.cdktf.providers.aws.elastic_beanstalk_application_version.ElasticBeanstalkApplicationVersion;
import com.hashicorp.cdktf.providers.aws.elastic_beanstalk_environment.ElasticBeanstalkEnvironment;
import com.hashicorp.cdktf.providers.aws.elastic_beanstalk_environment.ElasticBeanstalkEnvironmentSetting;
import com.hashicorp.cdktf.providers.aws.iam_instance_profile.IamInstanceProfile;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.constructs.Construct;

/**
 * The API of a region on machines that Elastic Beanstalk sets up: the quickest start for who knows
 * none of the other shapes.
 */
public final class AwsBeanstalkStack extends TerraformStack {
  private static final Setting PLATFORM =
      new Setting(
          "platform",
          "64bit Amazon Linux 2023 v[0-9.]+ running Docker",
          "The solution stack, for AWS retires old ones: aws elasticbeanstalk"
              + " list-available-solution-stacks.");

  private final List<ElasticBeanstalkEnvironmentSetting> settings = new ArrayList<>();
  private final Ground ground = new Ground(this);

  public AwsBeanstalkStack(
      Construct scope, Topology topology, Region region, Shape.Beanstalk shape) {
    super(scope, "beanstalk-" + region.id());
    var organisation = topology.organisation();
    var place = region.location().providerRegion();
    new RemoteState(organisation, place).inS3(this, getNode().getId());
    AwsStack.in(this, organisation, place);
    var key = new RegionKey(this, place, "Versions of the application in " + region.id());
    var image =
        ground.imageRepository() + "@" + Objects.requireNonNull(topology.fleet().image()).digest();
    var application =
        ElasticBeanstalkApplication.Builder.create(this, "application")
            .name(region.id() + "-api")
            .build();
    var bucket =
        new SafeBucket(
                this, organisation.name() + "-eightnines-versions-" + region.id(), key, false)
            .bucket();
    var version = version(application, bucket.getId(), image);
    network();
    balancer();
    machines(shape);
    ElasticBeanstalkEnvironment.Builder.create(this, "environment")
        .name(region.id() + "-api")
        .application(application.getName())
        .solutionStackName(PLATFORM.in(this))
        .versionLabel(version.getName())
        .setting(settings)
        .build();
  }

  private ElasticBeanstalkApplicationVersion version(
      ElasticBeanstalkApplication application, String bucket, String image) {
    var run =
        Map.of(
            "AWSEBDockerrunVersion", "1",
            "Image", Map.of("Name", image, "Update", "true"),
            "Ports", List.of(Map.of("ContainerPort", Walls.API_PORT, "HostPort", Walls.API_PORT)));
    var object =
        S3Object.Builder.create(this, "run")
            .bucket(bucket)
            .key("Dockerrun.aws.json")
            .content(Policy.json(run))
            .contentType("application/json")
            .build();
    return ElasticBeanstalkApplicationVersion.Builder.create(this, "version")
        .application(application.getName())
        .name(image.substring(image.lastIndexOf(':') + 1))
        .bucket(bucket)
        .key(object.getKey())
        .build();
  }

  private void network() {
    set("aws:ec2:vpc", "VPCId", ground.network());
    set("aws:ec2:vpc", "Subnets", "${join(\",\", var.private_subnet_ids)}");
    set("aws:ec2:vpc", "ELBSubnets", "${join(\",\", var.public_subnet_ids)}");
    set("aws:ec2:vpc", "AssociatePublicIpAddress", "false");
    ground.privateSubnets();
    ground.publicSubnets();
  }

  private void balancer() {
    set("aws:elasticbeanstalk:environment", "EnvironmentType", "LoadBalanced");
    set("aws:elasticbeanstalk:environment", "LoadBalancerType", "application");
    // Of the region, not one that Beanstalk would make: the API's group lets in no other.
    var group = ground.balancerSecurityGroup();
    set("aws:elbv2:loadbalancer", "SecurityGroups", group);
    set("aws:elbv2:loadbalancer", "ManagedSecurityGroup", group);
    set("aws:elbv2:listener:default", "ListenerEnabled", "false"); // no plain HTTP
    set("aws:elbv2:listener:443", "Protocol", "HTTPS");
    set("aws:elbv2:listener:443", "SSLPolicy", Balancer.TLS_POLICY);
    set("aws:elbv2:listener:443", "SSLCertificateArns", AwsRegionStack.CERTIFICATE.in(this));
    var api = "aws:elasticbeanstalk:environment:process:default";
    set(api, "Port", String.valueOf(Walls.API_PORT));
    set(api, "Protocol", "HTTPS");
    set(api, "HealthCheckPath", "/health/ready");
    // The API speaks TLS itself, which a proxy on the machine would end.
    set("aws:elasticbeanstalk:environment:proxy", "ProxyServer", "none");
  }

  private void machines(Shape.Beanstalk shape) {
    set("aws:autoscaling:asg", "MinSize", String.valueOf(shape.count().min()));
    set("aws:autoscaling:asg", "MaxSize", String.valueOf(shape.count().max()));
    set("aws:ec2:instances", "InstanceTypes", shape.machine().text());
    set("aws:autoscaling:launchconfiguration", "DisableIMDSv1", "true");
    set("aws:autoscaling:launchconfiguration", "SecurityGroups", ground.apiSecurityGroup());
    set("aws:autoscaling:launchconfiguration", "IamInstanceProfile", profile());
    set("aws:autoscaling:updatepolicy:rollingupdate", "RollingUpdateEnabled", "true");
    set("aws:elasticbeanstalk:command", "DeploymentPolicy", "RollingWithAdditionalBatch");
    set("aws:elasticbeanstalk:healthreporting:system", "SystemType", "enhanced");
    set(
        "aws:elasticbeanstalk:application:environment",
        "API_CONFIGURATION_ARN",
        ground.configuration());
  }

  private String profile() {
    var role =
        IamRole.Builder.create(this, "machine")
            .namePrefix("api-machine-")
            .assumeRolePolicy(Policy.assumedBy("ec2.amazonaws.com").json())
            .managedPolicyArns(List.of("arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier"))
            .build();
    IamRolePolicy.Builder.create(this, "machine-may")
        .role(role.getId())
        .policy(
            Policy.nothing()
                .allow(
                    List.of("secretsmanager:GetSecretValue"), List.of("${var.configuration_arn}"))
                .allow(List.of("kms:Decrypt"), List.of(ground.key()))
                .allow(
                    List.of(
                        "ecr:BatchGetImage",
                        "ecr:GetAuthorizationToken",
                        "ecr:GetDownloadUrlForLayer"),
                    List.of("*"))
                .json())
        .build();
    return IamInstanceProfile.Builder.create(this, "profile")
        .namePrefix("api-machine-")
        .role(role.getName())
        .build()
        .getName();
  }

  private void set(String namespace, String name, String value) {
    settings.add(
        ElasticBeanstalkEnvironmentSetting.builder()
            .namespace(namespace)
            .name(name)
            .value(value)
            .build());
  }
}
