package io.eightnines.cdktf.dns;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.route53_hosted_zone_dnssec.Route53HostedZoneDnssec;
import com.hashicorp.cdktf.providers.aws.route53_key_signing_key.Route53KeySigningKey;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordWeightedRoutingPolicy;
import com.hashicorp.cdktf.providers.aws.route53_zone.Route53Zone;
import io.eightnines.cdktf.aws.AwsStack;
import io.eightnines.cdktf.aws.SigningKey;
import io.eightnines.cdktf.stack.Policy;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Region;
import io.eightnines.topology.Topology;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The organisation's zone on Route 53. */
public final class Route53Stack extends TerraformStack {
  /** Where Route 53 itself is, and where its keys must be. */
  private static final String PLACE = "us-east-1";

  private static final Setting SIGNING =
      new Setting(
          "dnssec",
          "NOT_SIGNING|SIGNING",
          "Whether the zone is signed: NOT_SIGNING as long as another provider serves it, too.");

  private final ServiceRecords records;
  private final Route53Zone zone;

  /**
   * @param statePlace the region with the bucket of the state
   */
  public Route53Stack(Construct scope, Topology topology, String statePlace) {
    super(scope, "dns-aws");
    var organisation = topology.organisation();
    records = new ServiceRecords(topology);
    new RemoteState(organisation, statePlace).inS3(this, getNode().getId());
    AwsStack.in(this, organisation, PLACE);
    zone =
        Route53Zone.Builder.create(this, "zone")
            .name(organisation.zone().text())
            .comment("Also served by other providers: change every one alike")
            .forceDestroy(false)
            .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
            .build();
    delegate(topology);
    records.regions().forEach(this::weigh);
    sign();
    permit();
    TerraformOutput.Builder.create(this, "zone_id").value(zone.getZoneId()).build();
    TerraformOutput.Builder.create(this, "name_servers").value(zone.getNameServers()).build();
  }

  private void delegate(Topology topology) {
    Route53Record.Builder.create(this, "delegation")
        .zoneId(zone.getZoneId())
        .name(records.delegated().text())
        .type("NS")
        .ttl(records.delegationTtl())
        .records(records.nameServers())
        .build();
    for (var daemon : topology.daemons()) {
      Route53Record.Builder.create(this, "glue-" + daemon.name())
          .zoneId(zone.getZoneId())
          .name(records.nameServer(daemon).text())
          .type("A")
          .ttl(records.delegationTtl())
          .records(List.of(daemon.address().toString()))
          .build();
    }
  }

  private void weigh(Region region) {
    Route53Record.Builder.create(this, "last-resort-" + region.id())
        .zoneId(zone.getZoneId())
        .name(records.lastResort().text())
        .type("A")
        .ttl(records.ttl())
        .setIdentifier(region.id().text())
        .records(records.addresses(this, region))
        .weightedRoutingPolicy(
            Route53RecordWeightedRoutingPolicy.builder()
                .weight(ServiceRecords.FIRST_WEIGHT)
                .build())
        .lifecycle(
            TerraformResourceLifecycle.builder()
                .ignoreChanges(List.of("weighted_routing_policy[0].weight"))
                .build())
        .build();
  }

  private void sign() {
    var key =
        Route53KeySigningKey.Builder.create(this, "signing")
            .hostedZoneId(zone.getZoneId())
            .name("eightnines")
            .keyManagementServiceArn(new SigningKey(this).arn())
            .build();
    Route53HostedZoneDnssec.Builder.create(this, "dnssec-of-zone")
        .hostedZoneId(zone.getZoneId())
        .signingStatus(SIGNING.in(this))
        .dependsOn(List.of(key))
        .build();
  }

  /** What a daemon calls, for the two names that it owns and no other. */
  private void permit() {
    var inZone = List.of("arn:aws:route53:::hostedzone/" + zone.getZoneId());
    IamPolicy.Builder.create(this, "publisher")
        .namePrefix("eightnines-failover-")
        .description("Lets a failover daemon publish the service's addresses")
        .policy(
            Policy.nothing()
                .allow(List.of("route53:ListResourceRecordSets"), inZone)
                .allow(List.of("route53:GetChange"), List.of("arn:aws:route53:::change/*"))
                .allow(
                    List.of("route53:ChangeResourceRecordSets"),
                    inZone,
                    Map.of(
                        "ForAllValues:StringEquals",
                        Map.of(
                            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
                                List.of(records.published().text(), records.mark()),
                            "route53:ChangeResourceRecordSetsRecordTypes",
                                List.of("A", "AAAA", "TXT"),
                            "route53:ChangeResourceRecordSetsActions",
                                List.of("CREATE", "DELETE"))))
                .json())
        .build();
  }
}
