package io.eightnines.runbooks.redeploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Reply;
import io.eightnines.runbooks.region.RegionCard;
import io.eightnines.runbooks.region.RegionTimes;
import io.eightnines.runbooks.terraform.RegionStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** A region of the local fleet, its Terraform state, and the daemons that steer its traffic. */
public final class LocalWorld implements World, AutoCloseable {
  private final String region;
  private final Daemons daemons;
  private final Duration drainFor;
  private final RegionStack stack;
  private final RegionTimes times;
  private final HttpVital vital;
  private OptionalLong generation;

  private LocalWorld(
      Path fleet, RegionCard card, RegionStack stack, Daemons daemons, Duration drainFor)
      throws IOException, InterruptedException {
    this.region = card.name();
    this.stack = stack;
    this.times = new RegionTimes(fleet, region);
    this.daemons = daemons;
    this.drainFor = drainFor;
    this.vital = new HttpVital(card);
    this.generation = stack.generation();
  }

  /**
   * The world around a region.
   *
   * @throws IOException if Terraform does not run that region, or is not here
   */
  public static LocalWorld of(Path fleet, String region, Daemons daemons, Duration drainFor)
      throws IOException, InterruptedException {
    RegionCard card = RegionCard.read(fleet, region);
    return new LocalWorld(fleet, card, RegionStack.open(fleet, region), daemons, drainFor);
  }

  @Override
  public Sight look() throws InterruptedException {
    return new Sight(FailoverTraffic.look(daemons), vital.look(), generation);
  }

  /** What the order would do, in the daemons' own words; nothing is changed. */
  public Reply rehearse(String id, String reason) throws IOException, InterruptedException {
    return daemons.post("/v1/orders", order(id, reason).put("dryRun", true));
  }

  @Override
  public void drain(String id, String reason) throws IOException, InterruptedException {
    require(daemons.post("/v1/orders", order(id, reason).put("dryRun", false)));
  }

  private ObjectNode order(String id, String reason) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("intent", "drain")
        .put("region", region)
        .put("for", drainFor.toSeconds() + "s")
        .put("reason", reason);
  }

  /** Nobody has to end an order that has ended. */
  @Override
  public void undrain(String id) throws IOException, InterruptedException {
    Reply reply =
        daemons.post(
            "/v1/orders/" + id + "/cancel",
            JsonNodeFactory.instance
                .objectNode()
                .put("reason", "redeploy " + id + " is done with it")
                .put("dryRun", false));
    if (reply.status() != 404) {
      require(reply);
    }
  }

  private static void require(Reply reply) throws IOException {
    if (!reply.isDone()) {
      throw new IOException(reply.problem());
    }
  }

  @Override
  public Applied apply(long next) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long spent = times.spentMillis();
    try {
      stack.apply(next);
    } finally {
      vital.replaced();
      generation = stack.generation();
    }
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    return new Applied(millis, Math.max(0, millis - (times.spentMillis() - spent)));
  }

  @Override
  public void close() {
    vital.close();
  }
}
