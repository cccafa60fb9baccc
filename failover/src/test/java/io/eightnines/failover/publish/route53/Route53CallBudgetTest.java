package io.eightnines.failover.publish.route53;

import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.CallBudgetContract;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.Renderer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.xbill.DNS.Name;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.route53.Route53Client;

class Route53CallBudgetTest extends CallBudgetContract {
  private static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));
  private static final int AMAZONS_PAGE = 300;

  private StrictRoute53 aws;
  private Route53Client client;

  @BeforeEach
  void start() throws Exception {
    aws = new StrictRoute53(AMAZONS_PAGE);
    aws.watch(this::called);
    client =
        Route53Clients.at(
            aws.address(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
  }

  @AfterEach
  void stop() {
    client.close();
    aws.close();
  }

  @Override
  protected ProviderPublisher<?> provider(Allowance allowance) {
    return new ProviderPublisher<>(
        new Route53Records(client, StrictRoute53.ZONE, OWNER, 5, allowance),
        Renderer.weighted(TERMS, Route53Records.MAX_WEIGHT, Map.of()),
        false);
  }

  /** One page has the addresses and, below them, the generation record. */
  @Override
  protected int reading() {
    return 1;
  }

  @Override
  protected void throttle(boolean on) {
    aws.fail(on ? "Throttling" : null);
    aws.failReadsToo(on);
  }

  @Override
  protected void freeze(boolean changes, boolean reads) {
    aws.fail(changes ? "ServiceUnavailable" : null);
    aws.failReadsToo(reads);
  }

  @Override
  protected void spreads(boolean at) {
    aws.spreads(at);
  }
}
