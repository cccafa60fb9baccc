package io.eightnines.runbooks.load;

import io.eightnines.client.DrawClient;
import io.eightnines.client.DrawReply;
import io.eightnines.client.channel.ChannelPolicy;
import io.eightnines.client.channel.ChannelSnapshot;
import io.eightnines.client.channel.Endpoint;
import io.eightnines.client.channel.ResilientChannel;
import io.eightnines.runbooks.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Draws through the resilient client, as a game backend that embeds it makes them. */
public final class ClientLoad {
  /** A player waits no longer. */
  public static final Duration DEADLINE = Duration.ofSeconds(2);

  /** The load has reached its rate by then. */
  public static final Duration RAMP = Pacer.RAMP;

  /** More tables than can be waiting at once, so that the rate never depends on the answers. */
  private static final int CHAINS_PER_RATE = 5;

  private final Tally tally = new Tally();
  private final IssuedDraws issued = new IssuedDraws();
  private final ConcurrentLinkedQueue<Chain> idle = new ConcurrentLinkedQueue<>();
  private final int chains;
  private final ResilientChannel channel;
  private final DrawClient client;
  private final Pacer pacer;

  /**
   * Starts the load.
   *
   * @param run part of the chains' names, so that a second run begins new ones
   */
  public ClientLoad(Fleet fleet, int perSecond, String run) {
    List<Endpoint> regions =
        fleet.layout().regions().stream()
            .map(
                region -> Endpoint.of(region, fleet.layout().api(region), fleet.layout().service()))
            .toList();
    channel = ResilientChannel.open(regions, ChannelPolicy.defaults());
    channel.warm().orTimeout(10, TimeUnit.SECONDS).join();
    client = new DrawClient(channel, fleet.customerToken());
    chains = perSecond * CHAINS_PER_RATE;
    IntStream.range(0, chains).forEach(i -> idle.add(new Chain(run + "." + i)));
    pacer = new Pacer("client-load", perSecond, this::send);
  }

  private void send(long dueNanos) {
    Chain chain = idle.poll();
    if (chain == null) {
      tally.failed("no chain was free");
      return;
    }
    var _ =
        client
            .draw(chain.next(), DEADLINE)
            .thenAccept(reply -> {
              take(chain, reply, System.nanoTime() - dueNanos);
              idle.add(chain);
            });
  }

  private void take(Chain chain, DrawReply reply, long latencyNanos) {
    switch (reply) {
      case DrawReply.Drawn drawn -> {
        issued.add(drawn.draw(), drawn.evidence().bytes());
        chain.drawn(drawn.draw().id());
        tally.answered(latencyNanos);
      }
      case DrawReply.Unavailable unavailable -> tally.failed(unavailable.reason());
      case DrawReply.Conflict conflict -> tally.failed("conflict with " + conflict.issued());
      case DrawReply.Refused refused -> tally.failed("refused: " + refused.problem());
    }
  }

  public Tally tally() {
    return tally;
  }

  public IssuedDraws issued() {
    return issued;
  }

  /** The client's own view of the regions. */
  public ChannelSnapshot channel() {
    return channel.snapshot().join();
  }

  /** Ends the load, once what is under way has been answered. */
  public void stop() throws InterruptedException {
    pacer.close();
    long deadline = System.nanoTime() + DEADLINE.plusSeconds(1).toNanos();
    while (idle.size() < chains && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    channel.close();
  }
}
