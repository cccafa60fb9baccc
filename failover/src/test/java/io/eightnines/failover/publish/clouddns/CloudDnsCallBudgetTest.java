package io.eightnines.failover.publish.clouddns;

import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.CallBudgetContract;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.Renderer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.xbill.DNS.Name;

class CloudDnsCallBudgetTest extends CallBudgetContract {
  private static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));

  private StrictCloudDns google;

  @BeforeEach
  void start() throws Exception {
    google = new StrictCloudDns();
    google.watch(this::called);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Override
  protected ProviderPublisher<?> provider(Allowance allowance) {
    return new ProviderPublisher<>(
        new CloudDnsRecords(
            CloudDnsClients.open(google.address()),
            new CloudDnsRecords.Zone("project", "zone"),
            OWNER,
            5,
            allowance),
        Renderer.weighted(TERMS, CloudDnsRecords.MAX_WEIGHT, Map.of()),
        false);
  }

  /** One for the addresses, one for the generation record. */
  @Override
  protected int reading() {
    return 2;
  }

  @Override
  protected void throttle(boolean on) {
    google.fail(on ? 429 : null);
    google.failReadsToo(on);
  }

  @Override
  protected void freeze(boolean changes, boolean reads) {
    google.fail(changes ? 503 : null);
    google.failReadsToo(reads);
  }

  @Override
  protected void spreads(boolean at) {
    google.spreads(at);
  }
}
