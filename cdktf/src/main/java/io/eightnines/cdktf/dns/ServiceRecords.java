package io.eightnines.cdktf.dns;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import com.hashicorp.cdktf.TerraformVariableValidationConfig;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Daemon;
import io.eightnines.topology.DomainName;
import io.eightnines.topology.Region;
import io.eightnines.topology.Topology;
import java.util.List;

/** The names of a service in the organisation's zone, whoever serves it. */
public record ServiceRecords(Topology topology) {
  /** What every region gets at first, of 255 at most; people change it when they must. */
  static final int FIRST_WEIGHT = 100;

  /** The zone that the daemons serve, delegated to them. */
  DomainName delegated() {
    return topology.service().zone();
  }

  long delegationTtl() {
    return topology.service().delegationTtl().toSeconds();
  }

  long ttl() {
    return topology.service().ttl().toSeconds();
  }

  List<String> nameServers() {
    return topology.daemons().stream().map(daemon -> nameServer(daemon) + ".").toList();
  }

  DomainName nameServer(Daemon daemon) {
    return topology.nameServer(daemon);
  }

  /** The name that daemons publish to, and nobody else. */
  DomainName published() {
    return topology.organisation().zone().child(topology.service().label());
  }

  /** The name beside it by which writers are fenced. */
  String mark() {
    return "_eightnines." + published();
  }

  /** The name for when daemons are not to be trusted. */
  DomainName lastResort() {
    return topology.organisation().zone().child(topology.service().label() + "-last-resort");
  }

  /** The regions that the world can reach. */
  List<Region> regions() {
    return topology.regions().stream().filter(region -> region.cloud() != Cloud.LOCAL).toList();
  }

  /** The addresses of a region: those of the topology, or else a setting to be given. */
  List<String> addresses(TerraformStack stack, Region region) {
    if (!region.network().addresses().isEmpty()) {
      return region.network().addresses().stream().map(Object::toString).toList();
    }
    var name = "addresses_" + region.id().text().replace('-', '_');
    return new TerraformVariable(
            stack,
            name,
            TerraformVariableConfig.builder()
                .type("list(string)")
                .nullable(false)
                .description("Output \"addresses\" of the stack of region " + region.id() + ".")
                .validation(
                    List.of(
                        TerraformVariableValidationConfig.builder()
                            .condition(
                                "${length(var.%1$s) > 0 && alltrue([for a in var.%1$s : can(cidrhost(\"${a}/32\", 0))])}"
                                    .formatted(name))
                            .errorMessage(name + ": expected at least one IPv4 address.")
                            .build()))
                .build())
        .getListValue();
  }
}
