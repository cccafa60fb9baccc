package io.eightnines.log;

import ch.qos.logback.classic.Level;
import io.eightnines.time.Clocks;
import io.eightnines.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.apache.ratis.protocol.exceptions.ReconfigurationTimeoutException;
import org.apache.ratis.protocol.exceptions.SetConfigurationException;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.RaftStorageMetadata;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.MD5FileUtil;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The replicated log on Apache Ratis, over gRPC with mutual TLS.
 *
 * <p>State lies in {@code STATE_DIRECTORY/log}: two snapshots and the entries since the older one.
 * Every entry is forced to disk before this replica counts as having it.
 */
public final class RatisLog implements ReplicatedLog, StoreLog {
  private static final String DIRECTORY = "log";
  private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(10);
  private static final int ADMIN_TRIES = 2;
  private static final Duration ADMIN_TRY = Duration.ofSeconds(3);
  private static final TimeDuration ADMIN_PAUSE = TimeDuration.valueOf(200, TimeUnit.MILLISECONDS);

  private final Replica replica;
  private final RaftGroupId groupId;
  private final Ticker ticker;
  private final ClientId client = ClientId.randomId();
  private final RaftProperties properties;
  private final BaseStateMachine machine;
  private final RaftServer server;
  private final RaftServer.Division division;
  private final RaftClientRpc rpc;
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("log-", 0).daemon().factory());
  private final Proposals proposals;
  private final Wire wire;
  private final Links links;
  private final Succession succession;
  private final AtomicLong leaderHeardNanos;
  private final Events events = new Events();

  /**
   * Starts a replica in {@code stateDirectory}, from what an earlier one left there if it did; the
   * fold is given that state and all entries known to be committed by and by.
   *
   * @throws UncheckedIOException if the state is refused or of another group, a file is missing or
   *     the port is taken
   */
  public static RatisLog open(Replica replica, Path stateDirectory, Fold fold, Clocks clocks) {
    return open(
        replica,
        stateDirectory,
        clocks,
        (log, properties) -> new FoldMachine(replica, fold, clocks, log.events));
  }

  /**
   * Starts a replica whose state is {@code store}; the store is given all entries after its last
   * one that are known to be committed by and by.
   *
   * @throws UncheckedIOException if the state is refused or of another group, a file is missing or
   *     the port is taken
   */
  public static StoreLog openStore(
      Replica replica, Path stateDirectory, Store store, Clocks clocks) {
    return open(
        replica,
        stateDirectory,
        clocks,
        (log, properties) -> {
          RatisSettings.forStore(properties, replica.policy());
          int maxCommand = replica.policy().maxCommandBytes();
          return new StoreMachine(store, maxCommand, log.events, log.executor);
        });
  }

  /** Makes the machine of a log, and the settings as it needs them. */
  private interface Making {
    BaseStateMachine machine(RatisLog log, RaftProperties properties);
  }

  private static RatisLog open(Replica replica, Path stateDirectory, Clocks clocks, Making making) {
    quieten();
    try {
      return new RatisLog(replica, stateDirectory.resolve(DIRECTORY), clocks, making);
    } catch (IOException e) {
      throw new UncheckedIOException("the log in " + stateDirectory + " cannot start", e);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException refusal) {
        throw new UncheckedIOException("the log in " + stateDirectory + " cannot start", refusal);
      }
      throw e;
    }
  }

  private RatisLog(Replica replica, Path directory, Clocks clocks, Making making)
      throws IOException {
    this.replica = replica;
    this.groupId = RaftGroupId.valueOf(replica.groupId());
    this.ticker = clocks.ticker();
    this.leaderHeardNanos = new AtomicLong(ticker.elapsedNanos());
    this.properties = RatisSettings.properties(replica, directory);
    Files.createDirectories(directory);
    this.machine = making.machine(this, properties);
    this.server =
        RaftServer.newBuilder()
            .setServerId(RaftPeerId.valueOf(replica.self()))
            .setGroup(group(replica.firstGroup()))
            .setStateMachine(machine)
            .setProperties(properties)
            .setParameters(RatisSettings.serverParameters(replica, events::connectionLost))
            .setOption(RaftStorage.StartupOption.RECOVER)
            .build();
    this.rpc =
        new GrpcFactory(RatisSettings.parameters(replica)).newRaftClientRpc(client, properties);
    rpc.addRaftPeers(group(replica.members()).getPeers());
    try {
      server.start();
      this.division = server.getDivision(groupId);
      checkIsOurs();
    } catch (IOException | RuntimeException e) {
      rpc.close();
      server.close();
      throw e;
    }
    this.wire = new Wire(new Wire.Ends(groupId, client, division, rpc), ticker, executor);
    this.proposals =
        new Proposals(
            () -> division.getInfo().getLeaderId(),
            wire::send,
            replica.policy().proposal(),
            executor);
    this.links = new Links(this::linksToOthers);
    this.succession = new Succession(new DivisionSeat(division, wire::lastEntryOf), this::later);
    events.log = this;
    links.start();
  }

  /** With the log of a group of others this replica would be cut off for ever. */
  private void checkIsOurs() throws IOException {
    Set<String> kept = names(membersOfLog());
    Set<String> configured = names(replica.members());
    if (!kept.isEmpty() && Collections.disjoint(kept, configured)) {
      throw new IOException(
          "it is the log of "
              + String.join(", ", kept)
              + ", expected one of "
              + String.join(", ", configured));
    }
  }

  private static Set<String> names(List<Member> members) {
    return members.stream().map(Member::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Member> membersOfLog() {
    return division.getRaftConf().getCurrentPeers().stream()
        .map(RatisLog::member)
        .sorted(Comparator.comparing(Member::name))
        .toList();
  }

  private void later(Runnable task, Duration delay) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
        .execute(task);
  }

  @Override
  public CompletableFuture<Long> propose(byte[] command) {
    return commit(command).thenApply(RaftClientReply::getLogIndex);
  }

  @Override
  public CompletableFuture<byte[]> submit(byte[] command) {
    return commit(command).thenApply(RatisLog::content);
  }

  private static byte[] content(RaftClientReply reply) {
    return reply.getMessage().getContent().toByteArray();
  }

  private CompletableFuture<RaftClientReply> commit(byte[] command) {
    int most = replica.policy().maxCommandBytes();
    if (command.length > most) {
      throw new IllegalArgumentException(
          "a command must have at most " + most + " bytes, has " + command.length);
    }
    if (executor.isShutdown()) {
      return CompletableFuture.failedFuture(
          new NotCommittedException("the log is closed", new IllegalStateException("closed")));
    }
    return proposals.start(Message.valueOf(ByteString.copyFrom(command)));
  }

  @Override
  public CompletableFuture<byte[]> ask(String member, byte[] question) {
    return ask(RaftPeerId.valueOf(member), question);
  }

  private CompletableFuture<byte[]> ask(RaftPeerId member, byte[] question) {
    return succeeded(wire.ask(member, Message.valueOf(ByteString.copyFrom(question))))
        .thenApply(RatisLog::content);
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    return succeeded(wire.catchUp()).thenApply(_ -> null);
  }

  private CompletableFuture<RaftClientReply> succeeded(CompletableFuture<RaftClientReply> reply) {
    return reply
        .orTimeout(replica.policy().proposal().toMillis(), TimeUnit.MILLISECONDS)
        .handle((there, e) -> {
          if (there != null && there.isSuccess()) {
            return there;
          }
          Throwable why = there == null ? e : there.getException();
          throw new CompletionException(new NotCommittedException("no answer: " + why, why));
        });
  }

  /** Looks once a second, so that it is known to the second since when no leader is heard. */
  private Map<String, Links.Link> linksToOthers() {
    return wire.links(membership().role() == Membership.Role.LEADER);
  }

  @Override
  public Membership membership() {
    DivisionInfo info = division.getInfo();
    boolean out = isOut(info);
    Optional<String> leader =
        Optional.ofNullable(info.getLeaderId()).filter(_ -> !out).map(RaftPeerId::toString);
    return new Membership(
        replica.self(),
        out ? Membership.Role.CUT_OFF : role(info, leader.isPresent()),
        leader,
        info.getCurrentTerm(),
        membersOfLog(),
        Math.max(0, info.getLastAppliedIndex()),
        sinceLeader(info, out));
  }

  private static Membership.Role role(DivisionInfo info, boolean hasLeader) {
    if (info.getCurrentRole() == RaftPeerRole.LEADER) {
      return Membership.Role.LEADER;
    }
    return hasLeader ? Membership.Role.FOLLOWER : Membership.Role.CUT_OFF;
  }

  @Override
  public boolean isBroken() {
    return !executor.isShutdown() && isOut(division.getInfo());
  }

  /**
   * One that the group has removed is closed, and believes for ever what it last believed. So does
   * one whose disk refuses a write, but if it led: then Ratis closes its log alone.
   */
  private boolean isOut(DivisionInfo info) {
    return info.getLifeCycleState().isClosingOrClosed() || isLogClosed();
  }

  private boolean isLogClosed() {
    try {
      var _ = division.getRaftLog().getLastEntryTermIndex();
      return false;
    } catch (IllegalStateException closed) {
      return true;
    }
  }

  private Duration sinceLeader(DivisionInfo info, boolean out) {
    long now = ticker.elapsedNanos();
    long heard = out ? leaderHeardNanos.get() : heard(info, now);
    return Duration.ofNanos(now - leaderHeardNanos.accumulateAndGet(heard, Math::max));
  }

  private long heard(DivisionInfo info, long now) {
    return switch (info.getCurrentRole()) {
      case LEADER -> now;
      case FOLLOWER ->
          info.getLeaderId() == null || !leaderInfo(info).hasId()
              ? leaderHeardNanos.get()
              : now - Duration.ofMillis(leaderInfo(info).getLastRpcElapsedTimeMs()).toNanos();
      default -> leaderHeardNanos.get();
    };
  }

  private static ServerRpcProto leaderInfo(DivisionInfo follower) {
    return follower.getRoleInfoProto().getFollowerInfo().getLeaderInfo();
  }

  @Override
  public CompletableFuture<Void> changeMembers(List<Member> present, List<Member> wanted) {
    SetConfigurationRequest.Arguments change =
        SetConfigurationRequest.Arguments.newBuilder()
            .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
            .setServersInCurrentConf(peers(present))
            .setServersInNewConf(peers(wanted))
            .build();
    boolean leads = division.getInfo().getCurrentRole() == RaftPeerRole.LEADER;
    return command(() -> leads ? changeHere(change) : changeAtLeader(change))
        .handle((_, e) -> e)
        .thenCompose(e ->
            e == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(refusal(e)));
  }

  private RaftClientReply changeHere(SetConfigurationRequest.Arguments change) throws IOException {
    return server.setConfiguration(
        new SetConfigurationRequest(
            client, server.getId(), groupId, CallId.getAndIncrement(), change));
  }

  private RaftClientReply changeAtLeader(SetConfigurationRequest.Arguments change)
      throws IOException {
    try (RaftClient admin = admin()) {
      return admin.admin().setConfiguration(change);
    }
  }

  private static Throwable refusal(Throwable end) {
    Throwable cause = end;
    // The client of a follower hides the leader's answer behind its own end of patience.
    while (!isRefusal(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return isRefusal(cause)
        ? new ChangeRefusedException(String.valueOf(cause.getMessage()), cause)
        : end instanceof CompletionException c && c.getCause() != null ? c.getCause() : end;
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof SetConfigurationException
        || e instanceof ReconfigurationInProgressException
        || e instanceof ReconfigurationTimeoutException;
  }

  @Override
  public CompletableFuture<Snapshot> snapshot() {
    return command(() ->
            server.snapshotManagement(
                SnapshotManagementRequest.newCreate(
                    client,
                    server.getId(),
                    groupId,
                    CallId.getAndIncrement(),
                    COMMAND_PATIENCE.toMillis(),
                    1)))
        .thenApply(_ -> newest());
  }

  /** The newest one, which may be newer than the one that was asked for. */
  private Snapshot newest() {
    SnapshotInfo newest = machine.getLatestSnapshot();
    if (newest == null) {
      return new Snapshot(0, List.of());
    }
    return new Snapshot(
        newest.getIndex(),
        newest.getFiles().stream()
            .map(FileInfo::getPath)
            .flatMap(
                file -> Stream.of(file, MD5FileUtil.getDigestFileForFile(file.toFile()).toPath()))
            .toList());
  }

  /** Tries for less time than an operator waits: what comes later is not tried again. */
  private RaftClient admin() {
    RaftProperties patient = new RaftProperties(properties);
    RaftClientConfigKeys.Rpc.setRequestTimeout(patient, RatisSettings.time(ADMIN_TRY));
    return RaftClient.newBuilder()
        .setProperties(patient)
        .setParameters(RatisSettings.parameters(replica))
        .setRaftGroup(RaftGroup.valueOf(groupId, division.getRaftConf().getCurrentPeers()))
        .setLeaderId(division.getInfo().getLeaderId())
        .setRetryPolicy(RetryPolicies.retryUpToMaximumCountWithFixedSleep(ADMIN_TRIES, ADMIN_PAUSE))
        .build();
  }

  private CompletableFuture<RaftClientReply> command(Callable<RaftClientReply> call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            RaftClientReply reply = call.call();
            if (!reply.isSuccess()) {
              throw new CompletionException(reply.getException());
            }
            return reply;
          } catch (CompletionException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  @Override
  public void close() {
    proposals.close();
    links.close();
    try (rpc;
        server) {
      executor.shutdownNow();
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + replica.self() + " did not close", e);
    }
  }

  /**
   * Puts a copy of {@code snapshot}, whose MD5 file must lie beside it, into {@code stateDirectory}
   * as the state that the next start goes on from. Only for a stopped daemon; all members of a
   * group that is restored must be given the same snapshot.
   *
   * @return the index up to which the snapshot reaches
   * @throws IOException if the snapshot is not whole or the directory has a log already
   */
  public static long restore(Path snapshot, Path stateDirectory) throws IOException {
    quieten();
    String group = Replica.groupId(Replica.FIRST_GROUP).toString();
    TermIndex end = SnapshotFiles.check(snapshot);
    Path directory = stateDirectory.resolve(DIRECTORY).resolve(group);
    if (Files.exists(directory)) {
      throw new IOException(directory + " is there already: restore into an empty state directory");
    }
    Files.createDirectories(directory);
    try (RaftStorage storage =
        RaftStorage.newBuilder()
            .setDirectory(directory.toFile())
            .setOption(RaftStorage.StartupOption.FORMAT)
            .setStorageFreeSpaceMin(SizeInBytes.valueOf("0MB"))
            .build()) {
      storage.initialize();
      // An entry after the snapshot must not be of an older term than the snapshot itself.
      storage.getMetadataFile().persist(RaftStorageMetadata.valueOf(end.getTerm(), null));
      Path to = storage.getStorageDir().getStateMachineDir().toPath();
      Path sum = MD5FileUtil.getDigestFileForFile(snapshot.toFile()).toPath();
      Files.copy(snapshot, to.resolve(snapshot.getFileName()));
      Files.copy(sum, to.resolve(sum.getFileName()));
    }
    return end.getIndex();
  }

  /** Ratis tells much of its inner life; a level that the configuration sets is left alone. */
  private static void quieten() {
    if (LoggerFactory.getLogger("org.apache.ratis") instanceof ch.qos.logback.classic.Logger ratis
        && ratis.getLevel() == null) {
      ratis.setLevel(Level.WARN);
    }
  }

  private RaftGroup group(List<Member> members) {
    return RaftGroup.valueOf(groupId, peers(members));
  }

  private static List<RaftPeer> peers(List<Member> members) {
    return members.stream().map(RatisLog::peer).toList();
  }

  private static RaftPeer peer(Member member) {
    return RaftPeer.newBuilder().setId(member.name()).setAddress(member.place()).build();
  }

  static Member member(RaftPeer peer) {
    int colon = peer.getAddress().lastIndexOf(':');
    return new Member(
        peer.getId().toString(),
        peer.getAddress().substring(0, colon).replaceAll("[\\[\\]]", ""),
        Integer.parseInt(peer.getAddress().substring(colon + 1)));
  }

  /** Passes events on once the log is there; volatile, for they come on Ratis' threads. */
  private static final class Events implements StoreMachine.Surroundings {
    private volatile @Nullable RatisLog log;

    void connectionLost() {
      RatisLog there = log;
      if (there != null) {
        there.succession.connectionLost();
      }
    }

    @Override
    public void leaderChanged() {
      RatisLog there = log;
      if (there != null) {
        there.proposals.leaderChanged();
      }
    }

    @Override
    public byte[] ask(RaftPeerId member, byte[] question) throws IOException {
      RatisLog there = log;
      if (there == null) {
        throw new IOException("the log is still starting");
      }
      try {
        return there.ask(member, question).join();
      } catch (CompletionException e) {
        throw new IOException(member + " was asked in vain", e);
      }
    }

    @Override
    public void applied() {
      RatisLog there = log;
      if (there != null) {
        there.leaderHeardNanos.accumulateAndGet(there.ticker.elapsedNanos(), Math::max);
      }
    }
  }
}
