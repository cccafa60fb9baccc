package io.eightnines.cdktf.rules;

import io.eightnines.topology.Site;
import java.util.List;

/** Every rule of the house. */
public final class HouseRules {
  private HouseRules() {}

  /** The violations of all rules by the given stacks. */
  public static List<Violation> check(List<Stack> stacks, List<Site> sites) {
    return all(sites).stream().flatMap(rule -> rule.check(stacks).stream()).toList();
  }

  static List<Rule> all(List<Site> sites) {
    return List.of(
        Networks.disjoint(sites),
        Networks.subnets(),
        Networks.zones(),
        Openness.ingressRules(),
        Openness.inlineRules(),
        Openness.egressRules(),
        Openness.firewalls(),
        Openness.buckets(),
        Tls.listeners(),
        Tls.distributions(),
        Tls.gateways(),
        Tls.googleProxies(),
        Encryption.atRest(),
        Encryption.s3Buckets(),
        Encryption.versions(),
        Encryption.logsEnd(),
        Tagging.byDefault(),
        Secrets.inPlainText(),
        Images.byDigest(),
        Weights.areFailovers());
  }
}
