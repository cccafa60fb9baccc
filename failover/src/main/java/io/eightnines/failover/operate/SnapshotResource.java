package io.eightnines.failover.operate;

import io.eightnines.log.Membership;
import io.eightnines.log.ReplicatedLog;
import io.eightnines.log.Snapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/snapshot}: writes the state of the daemon that is asked to its disk, from where a
 * copy can be restored. A dry run unless its body says {@code "dryRun": false}.
 */
@Guarded
@Path("/v1/snapshot")
@Produces(MediaType.APPLICATION_JSON)
public final class SnapshotResource {
  /**
   * What was written, or would be.
   *
   * @param dryRun whether nothing was written
   * @param self the daemon that was asked
   * @param index up to which the snapshot reaches; of a dry run, would reach at least
   * @param files on that daemon's disk: the snapshot and its MD5 sum; none of a dry run
   */
  record SnapshotAnswer(boolean dryRun, String self, long index, List<String> files) {}

  private static final Logger log = LoggerFactory.getLogger(SnapshotResource.class);

  private final ReplicatedLog entries;
  private final Duration patience;

  SnapshotResource(ReplicatedLog entries, Duration patience) {
    this.entries = entries;
    this.patience = patience;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public SnapshotAnswer take(@Context ContainerRequestContext request, InputStream body)
      throws IOException {
    Fields fields = Fields.read(body, List.of("dryRun"));
    Membership now = entries.membership();
    if (fields.truth("dryRun", true)) {
      return new SnapshotAnswer(true, now.self(), now.applied(), List.of());
    }
    Snapshot taken = taken();
    log.info(
        "{} had a snapshot written, up to entry {}",
        CallerFilter.caller(request).name(),
        taken.index());
    return new SnapshotAnswer(
        false,
        now.self(),
        taken.index(),
        taken.files().stream().map(java.nio.file.Path::toString).toList());
  }

  private Snapshot taken() {
    try {
      return entries.snapshot().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("no snapshot was written", e);
      throw Problem.failed("no snapshot was written, or not in time: see the daemon's log")
          .exception();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("the daemon stops").exception();
    }
  }
}
