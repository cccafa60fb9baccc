package io.eightnines.failover.dns;

import io.eightnines.failover.dns.transfer.Keyring;
import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.zone.Zone;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Header;

/**
 * Answers one query. The same query, zone, plan and chance give the same response (but for a
 * signature's time, where a key is used), and no input makes it throw. Most queries are answered by
 * copying bytes that are ready; the others, and only they, by way of objects.
 */
public final class Answers {
  private final Supplier<Zone> zones;
  private final GeoTable geo;
  private final ThoroughAnswers thorough;

  /** What the latest answer was made of; whoever finds another zone or plan makes it anew. */
  private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

  public Answers(Zone zone) {
    this(() -> zone, GeoTable.NONE);
  }

  public Answers(Supplier<Zone> zones, GeoTable geo) {
    this(zones, geo, Keyring.NONE);
  }

  /**
   * @param keys that queries may be signed with; the answers to them are signed too
   */
  public Answers(Supplier<Zone> zones, GeoTable geo, Keyring keys) {
    this.zones = zones;
    this.geo = geo;
    this.thorough = new ThoroughAnswers(geo, keys);
  }

  public Response answer(byte[] query, Transport transport, Plan plan, RandomGenerator random) {
    byte[] source = InetAddress.getLoopbackAddress().getAddress();
    return answer(new Query(query, transport, source), plan, random);
  }

  Response answer(Query query, Plan plan, RandomGenerator random) {
    Snapshot now = snapshot(plan);
    byte[] ready = quick().answer(query, now, random);
    return ready != null
        ? new Response(Optional.of(ready), QuickAnswers.rcode(ready))
        : thoroughly(query, now, random);
  }

  /** Answers any query; the usual ones just as it would be done quickly. */
  Response thoroughly(Query query, Plan plan, RandomGenerator random) {
    return thoroughly(query, snapshot(plan), random);
  }

  /** The quick way, for one thread. */
  QuickAnswers quick() {
    return new QuickAnswers(geo);
  }

  Response thoroughly(Query query, Snapshot now, RandomGenerator random) {
    if (query.length() < Header.LENGTH || isResponse(query)) {
      return Response.none(); // Answering a response invites two servers to talk for ever.
    }
    return thorough.answer(query, now, random);
  }

  private static boolean isResponse(Query query) {
    return (query.bytes()[2] & 0x80) != 0;
  }

  /** What answers are made of while this plan is in service. */
  @SuppressWarnings("ReferenceEquality") // Whether it is the same plan, not one like it: faster.
  Snapshot snapshot(Plan plan) {
    Zone zone = zones.get();
    Snapshot known = latest.get();
    if (known != null && known.plan() == plan && known.zone() == zone) {
      return known;
    }
    ReadyAnswers ready =
        known != null && known.zone() == zone ? known.ready() : new ReadyAnswers(zone);
    Snapshot made = Snapshot.of(zone, plan, geo, ready);
    latest.set(made); // Two that make it at once make the same.
    return made;
  }
}
