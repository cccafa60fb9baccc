package io.eightnines.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.thirdparty.io.grpc.Attributes;
import org.apache.ratis.thirdparty.io.grpc.ServerTransportFilter;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** Ratis' settings for one replica. */
final class RatisSettings {
  /** Only whole segments are purged, so small ones keep the disk bounded closely. */
  private static final long SEGMENT = 2L << 20;

  /** The longest command fits with room to spare; Ratis' own is 64 MB. */
  private static final SizeInBytes MESSAGE = SizeInBytes.valueOf("16MB");

  /** What replicas send each other at once, unless a command is longer. */
  private static final long BATCH = 1L << 20;

  /** What an entry has beside its command. */
  private static final long FRAME = 4096;

  private static final SizeInBytes CHUNK = SizeInBytes.valueOf("4MB");

  /** A lone replica waits for nobody before it leads. */
  private static final Duration ALONE_MIN = Duration.ofMillis(10);

  private static final Duration ALONE_MAX = Duration.ofMillis(20);

  /**
   * Ratis ends a server whose JVM stood still for a minute. One that was stopped by a debugger or a
   * hypervisor is still welcome back.
   */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private static final int THREADS = 2;

  private RatisSettings() {}

  static RaftProperties properties(Replica replica, Path directory) {
    RaftProperties p = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(p, List.of(directory.toFile()));
    RaftServerConfigKeys.setRemovedGroupsDir(p, directory.resolve("removed").toFile());
    RaftServerConfigKeys.setCloseThreshold(p, time(NEVER));
    disk(p, replica.policy());
    pace(p, replica);
    network(p, replica);
    return p;
  }

  static Parameters parameters(Replica replica) {
    Parameters parameters = new Parameters();
    replica
        .tls()
        .map(tls ->
            new GrpcTlsConfig(
                tls.key().toFile(), tls.certificate().toFile(), tls.authority().toFile(), true))
        .ifPresent(tls -> GrpcConfigKeys.TLS.setConf(parameters, tls));
    return parameters;
  }

  /** The same for the end that listens, which tells when a connection to it has ended. */
  static Parameters serverParameters(Replica replica, Runnable connectionLost) {
    Parameters parameters = parameters(replica);
    ServerTransportFilter ends =
        new ServerTransportFilter() {
          @Override
          public void transportTerminated(Attributes of) {
            connectionLost.run();
          }
        };
    GrpcConfigKeys.Server.setServicesCustomizer(
        parameters, (server, _) -> server.addTransportFilter(ends));
    return parameters;
  }

  private static void disk(RaftProperties p, LogPolicy policy) {
    SizeInBytes segment = SizeInBytes.valueOf(Math.max(SEGMENT, 2 * batch(policy)));
    RaftServerConfigKeys.Log.setSegmentSizeMax(p, segment);
    RaftServerConfigKeys.Log.setPreallocatedSize(p, segment);
    // Ratis wants it to be larger than a batch.
    RaftServerConfigKeys.Log.setWriteBufferSize(p, segment);
    // Ratis' chain of appends takes an entry for one of the same index that another leader sent a
    // moment before, and ends for good with the first append that fails (3.3.0, NavigableIndices).
    RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(p, false);
    // The entry that says how far is committed would cost a second flush for every command.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(p, false);
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(p, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(p, policy.snapshotEvery());
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(p, false);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(p, 2);
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(p, true);
    RaftServerConfigKeys.Log.setPurgeGap(p, 1);
    // The older of the two snapshots is of no use without the entries that follow it.
    RaftServerConfigKeys.Log.setPurgePreservationLogNum(p, 2 * policy.snapshotEvery());
  }

  private static void pace(RaftProperties p, Replica replica) {
    LogPolicy policy = replica.policy();
    boolean alone = replica.members().size() == 1;
    RaftServerConfigKeys.Rpc.setTimeoutMin(p, time(policy.electionMin()));
    RaftServerConfigKeys.Rpc.setTimeoutMax(p, time(policy.electionMax()));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(
        p, time(alone ? ALONE_MIN : policy.electionMin()));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
        p, time(alone ? ALONE_MAX : policy.electionMax()));
    // One that led and lost touch, or stood still, may be the only one with the newest entry. Ratis
    // would keep it from standing again for ten seconds.
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(p, time(policy.electionMax()));
    // A vote that did not come while the candidate waits is worth nothing.
    RaftServerConfigKeys.Rpc.setRequestTimeout(p, time(policy.electionMax()));
    RaftServerConfigKeys.Rpc.setSleepTime(p, TimeDuration.valueOf(5, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.Log.Appender.setWaitTimeMin(p, TimeDuration.ZERO);
    // Ratis' own waits whole seconds before it looks again for a member that was away.
    RaftServerConfigKeys.Log.Appender.setRetryPolicy(p, "1ms,5, 20ms,10, 100ms,1000000");
    RaftClientConfigKeys.Rpc.setRequestTimeout(p, time(policy.proposal()));
  }

  private static void network(RaftProperties p, Replica replica) {
    RaftConfigKeys.Rpc.setType(p, new PromptGrpc());
    GrpcConfigKeys.Server.setHost(p, replica.me().address());
    GrpcConfigKeys.Server.setPort(p, replica.me().port());
    GrpcConfigKeys.Server.setBossGroupSize(p, 1);
    GrpcConfigKeys.Server.setWorkerGroupSize(p, THREADS);
    GrpcConfigKeys.Client.setWorkerGroupSize(p, THREADS);
    GrpcConfigKeys.setMessageSizeMax(p, MESSAGE);
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
        p, SizeInBytes.valueOf(batch(replica.policy())));
    RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(p, CHUNK);
  }

  /** An entry that does not fit is refused by Ratis. */
  private static long batch(LogPolicy policy) {
    return Math.max(BATCH, policy.maxCommandBytes() + FRAME);
  }

  /** A store is its own snapshot and fetches by itself what it lacks. */
  static void forStore(RaftProperties p, LogPolicy policy) {
    RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(p, false);
    RaftServerConfigKeys.Read.setOption(p, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
    RaftServerConfigKeys.Read.setTimeout(p, time(policy.proposal()));
    // A follower that is only late would be sent everything again, just when it has too much to do.
    RaftServerConfigKeys.Rpc.setRequestTimeout(p, time(policy.proposal()));
    // There is one snapshot only, and what it has is not needed again.
    RaftServerConfigKeys.Log.setPurgePreservationLogNum(p, policy.snapshotEvery());
  }

  static TimeDuration time(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
