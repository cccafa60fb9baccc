package io.eightnines.failover.publish.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.DnsGenerationQuery;
import io.eightnines.failover.publish.Plans;
import io.eightnines.failover.publish.ProviderContract;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.publish.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Dynamic updates to a real name server. */
abstract class UpdateContract extends ProviderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;

  private NameServers server;

  abstract NameServers start(Path directory) throws Exception;

  @BeforeEach
  void start() throws Exception {
    server = start(directory);
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ProviderPublisher<?> provider(boolean overwrites) {
    return provider(overwrites, TsigFile.read(server.keyFile()));
  }

  private ProviderPublisher<?> provider(boolean overwrites, TSIG key) {
    UpdateRecords.Primary primary =
        new UpdateRecords.Primary(server.address(), NameServers.ZONE, PATIENCE);
    return new ProviderPublisher<>(
        new UpdateRecords(primary, key, NameServers.OWNER, 5), Renderer.equal(TERMS), overwrites);
  }

  @Override
  protected void tamper() throws Exception {
    Update update = new Update(NameServers.ZONE);
    update.add(NameServers.OWNER.service(), Type.A, 5, "192.0.2.9");
    SimpleResolver resolver = new SimpleResolver(server.address());
    resolver.setTSIGKey(TsigFile.read(server.keyFile()));
    resolver.setTimeout(PATIENCE);
    assertThat(resolver.send(update).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Override
  protected Served served() {
    try {
      Set<String> addresses = new TreeSet<>();
      addresses.addAll(ask(Type.A));
      addresses.addAll(ask(Type.AAAA));
      long generation = new DnsGenerationQuery(NameServers.OWNER, server.address(), PATIENCE).ask();
      return new Served(generation, addresses);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> ask(int type) throws IOException {
    Message query =
        Message.newQuery(Record.newRecord(NameServers.OWNER.service(), type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    SimpleResolver resolver = new SimpleResolver(server.address());
    resolver.setTimeout(PATIENCE);
    Set<String> addresses = new TreeSet<>();
    resolver
        .send(query)
        .getSection(Section.ANSWER)
        .forEach(record -> addresses.add(record.rdataToString()));
    return addresses;
  }

  @Test
  void what_is_lost_is_said() {
    assertThat(provider(false).render(Plans.of(1, 100, 50, 100)).losses())
        .extracting(loss -> loss.kind() + ": " + loss.text())
        .containsExactly(
            "WEIGHTS: all are answered alike, not by weight: 127.0.1.1=100 127.0.1.2=50"
                + " 127.0.1.3=100",
            "ADDRESSES: an answer carries all 3 addresses, not 2");
  }

  @Test
  void a_key_that_the_server_does_not_know_changes_nothing() throws Exception {
    assertThat(provider(false).advance(Plans.of(1, 100, 100))).isInstanceOf(Outcome.Written.class);
    TSIG wrong = new TSIG(TSIG.HMAC_SHA256, Name.fromConstantString("publisher."), new byte[32]);

    assertThat(provider(false, wrong).advance(Plans.of(2, 0, 100)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.trouble().kind()).isNotEqualTo(Trouble.Kind.THROTTLED));
    assertThat(served()).isEqualTo(Served.of(Plans.of(1, 100, 100)));
  }
}
