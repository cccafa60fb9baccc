package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.eightnines.failover.dns.guard.Gate;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.RateLimit;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.status.PrometheusTelemetry;
import io.prometheus.client.CollectorRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * An answer that makes no object leaves nothing for a collector to stop the name server for. Bytes
 * are counted, those of this thread alone, whatever compiler has got how far.
 */
class AllocationTest {
  private static final int ANSWERS = 20_000;

  /** Less than any object for each answer; room for what is made once. */
  private static final long MOST_BYTES = 8L * ANSWERS;

  private static final Plan PLAN =
      Zones.everybody(List.of(Fleets.endpoint("127.0.1.1", 1), Fleets.endpoint("127.0.1.2", 3)));

  /** One that has something to look up for each query, and lets so many pass. */
  private final ShieldPolicy policy =
      new ShieldPolicy(
          Optional.of(new RateLimit(1_000_000, 10_000_000, 1, 1024)),
          new Prefix(24, 56),
          List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")),
          10);

  private final PrometheusTelemetry telemetry = new PrometheusTelemetry(new CollectorRegistry());
  private final Responder responder =
      new Responder(
          new Answers(RichZone.zone()),
          () -> PLAN,
          new SharedChance(new SplittableRandom(1)),
          telemetry::queried);
  private final Gate gate = Shields.of(policy).gate(responder.clerk(Transport.UDP));

  @ParameterizedTest
  @CsvSource({
    "api, A, 198.51.100.7, false",
    "api, A, 127.0.0.1, false",
    "API, A, 2001:db8::7, true",
    "api, TXT, 198.51.100.7, true",
    "host, A, 198.51.100.7, true",
    "nobody, AAAA, 198.51.100.7, true"
  })
  void a_usual_query_is_answered_without_an_object(
      String name, String type, String source, boolean extended) {
    Message query =
        Message.newQuery(
            Record.newRecord(
                Name.fromConstantString(name + ".example.test."), Type.value(type), DClass.IN));
    if (extended) {
      query.addRecord(new OPTRecord(1232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    }
    byte[] bytes = query.toWire();
    byte[] from = InetAddress.ofLiteral(source).getAddress();
    assertThat(answered(bytes, from, 100)).isEqualTo(100);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    int answered = answered(bytes, from, ANSWERS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(answered).isEqualTo(ANSWERS);
    assertThat(allocated).isLessThan(MOST_BYTES);
  }

  private int answered(byte[] query, byte[] from, int times) {
    int answered = 0;
    for (int i = 0; i < times; i++) {
      answered += gate.datagram(query, from) == null ? 0 : 1;
    }
    return answered;
  }
}
