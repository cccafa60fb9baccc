package io.eightnines.cdktf.dns;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.dns_managed_zone.DnsManagedZone;
import com.hashicorp.cdktf.providers.google.dns_managed_zone.DnsManagedZoneDnssecConfig;
import com.hashicorp.cdktf.providers.google.dns_managed_zone_iam_binding.DnsManagedZoneIamBinding;
import com.hashicorp.cdktf.providers.google.dns_record_set.DnsRecordSet;
import com.hashicorp.cdktf.providers.google.dns_record_set.DnsRecordSetRoutingPolicy;
import com.hashicorp.cdktf.providers.google.dns_record_set.DnsRecordSetRoutingPolicyWrr;
import com.hashicorp.cdktf.providers.google.project_iam_custom_role.ProjectIamCustomRole;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import io.eightnines.cdktf.google.GoogleStack;
import io.eightnines.cdktf.stack.RemoteState;
import io.eightnines.cdktf.stack.Setting;
import io.eightnines.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.constructs.Construct;

/** The organisation's zone on Google Cloud DNS. */
public final class CloudDnsStack extends TerraformStack {
  private static final Setting SIGNING =
      new Setting(
          "dnssec",
          "off|on",
          "Whether the zone is signed: off as long as another provider serves it, too.");

  private final ServiceRecords records;
  private final DnsManagedZone zone;

  /**
   * @param statePlace the region with the bucket of the state
   */
  public CloudDnsStack(Construct scope, Topology topology, String statePlace) {
    super(scope, "dns-gcp");
    var organisation = topology.organisation();
    records = new ServiceRecords(topology);
    new RemoteState(organisation, statePlace).inGcs(this, getNode().getId());
    GoogleStack.in(this, organisation, statePlace);
    zone =
        DnsManagedZone.Builder.create(this, "zone")
            .name(organisation.name() + "-eightnines")
            .dnsName(organisation.zone() + ".")
            .description("Also served by other providers: change every one alike")
            .visibility("public")
            .forceDestroy(false)
            .dnssecConfig(
                DnsManagedZoneDnssecConfig.builder()
                    .state(SIGNING.in(this))
                    .nonExistence("nsec3")
                    .build())
            .lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build())
            .build();
    delegate(topology);
    weigh();
    permit();
    TerraformOutput.Builder.create(this, "name_servers").value(zone.getNameServers()).build();
  }

  private void delegate(Topology topology) {
    record("delegation", records.delegated().text(), "NS", records.nameServers());
    for (var daemon : topology.daemons()) {
      record(
          "glue-" + daemon.name(),
          records.nameServer(daemon).text(),
          "A",
          List.of(daemon.address().toString()));
    }
  }

  private void record(String id, String name, String type, List<String> values) {
    DnsRecordSet.Builder.create(this, id)
        .managedZone(zone.getName())
        .name(name + ".")
        .type(type)
        .ttl(records.delegationTtl())
        .rrdatas(values)
        .build();
  }

  private void weigh() {
    var regions = new ArrayList<DnsRecordSetRoutingPolicyWrr>();
    for (var region : records.regions()) {
      regions.add(
          DnsRecordSetRoutingPolicyWrr.builder()
              .weight(ServiceRecords.FIRST_WEIGHT)
              .rrdatas(records.addresses(this, region))
              .build());
    }
    DnsRecordSet.Builder.create(this, "last-resort")
        .managedZone(zone.getName())
        .name(records.lastResort() + ".")
        .type("A")
        .ttl(records.ttl())
        .routingPolicy(DnsRecordSetRoutingPolicy.builder().wrr(regions).build())
        .lifecycle(
            TerraformResourceLifecycle.builder()
                .ignoreChanges(
                    IntStream.range(0, regions.size())
                        .mapToObj(i -> "routing_policy[0].wrr[%d].weight".formatted(i))
                        .toList())
                .build())
        .build();
  }

  /** What a daemon calls, in this zone; Cloud DNS cannot be told which names. */
  private void permit() {
    var publisher =
        ServiceAccount.Builder.create(this, "publisher")
            .accountId("eightnines-failover")
            .displayName("Failover daemons")
            .build();
    var role =
        ProjectIamCustomRole.Builder.create(this, "publisher-role")
            .roleId("eightninesPublisher")
            .title("Publish the service's addresses")
            .permissions(
                List.of(
                    "dns.changes.create",
                    "dns.changes.get",
                    "dns.resourceRecordSets.create",
                    "dns.resourceRecordSets.delete",
                    "dns.resourceRecordSets.list"))
            .build();
    DnsManagedZoneIamBinding.Builder.create(this, "publisher-may")
        .managedZone(zone.getName())
        .role(role.getName())
        .members(List.of("serviceAccount:" + publisher.getEmail()))
        .build();
  }
}
