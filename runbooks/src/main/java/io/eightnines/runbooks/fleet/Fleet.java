package io.eightnines.runbooks.fleet;

import io.eightnines.client.draw.DrawProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A local fleet: regions, one gateway, and one failover daemon or several. */
public final class Fleet implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration GET_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(20);

  private final FleetLayout layout;
  private final Path folder;
  private final Secrets secrets;
  private final List<Member> members = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(500))
          .build();
  private final Thread onExit = new Thread(this::stopMembers, "fleet-stop");

  private Fleet(FleetLayout layout, Path folder, Secrets secrets) {
    this.layout = layout;
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * Starts a fleet and waits until every member is ready.
   *
   * @param folder where configurations, logs and state are kept; a draw outlives the fleet there
   * @param archives make the start quicker; may be empty
   * @param progress told what is being waited for, in words
   * @throws FleetException if a port is taken or a member does not become ready
   */
  public static Fleet start(
      FleetLayout layout, Path folder, Archives archives, Consumer<String> progress)
      throws IOException {
    Path home = Files.createDirectories(folder.toAbsolutePath());
    Fleet fleet = new Fleet(layout, home, Secrets.in(home));
    fleet.describeMembers(archives);
    fleet.stopLeftovers();
    fleet.members.forEach(Fleet::requireFreePort);
    Runtime.getRuntime().addShutdownHook(fleet.onExit);
    try {
      fleet.startMembers();
      for (Member member : fleet.members) {
        Duration took = fleet.awaitReady(member);
        progress.accept("%-14s ready after %d ms".formatted(member.name(), took.toMillis()));
      }
      Files.write(fleet.keysFile(), fleet.get(layout.gateway().resolve("/v1/keys")));
      return fleet;
    } catch (IOException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** Regions that Terraform runs outlive a fleet that was killed. */
  private void stopLeftovers() throws IOException {
    for (Member member : members) {
      if (member.isDeployed() && member.isAlive()) {
        member.forget();
      }
    }
  }

  /** Terraform waits until a region is ready, so they are started at the same time. */
  private void startMembers() throws IOException {
    for (Member member : members) {
      if (!member.isDeployed()) {
        member.start();
      }
    }
    atOnce(Member::start);
  }

  /** What is done to a member that Terraform runs. */
  private interface Deed {
    void to(Member member) throws IOException;
  }

  private void atOnce(Deed deed) throws IOException {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Member member : members) {
        if (member.isDeployed()) {
          all.add(
              threads.submit(() -> {
                deed.to(member);
                return null;
              }));
        }
      }
    }
    for (Future<?> each : all) {
      if (each.state() == Future.State.FAILED) {
        throw new IOException(each.exceptionNow().getMessage(), each.exceptionNow());
      }
    }
  }

  /** The command that runs one gateway as fleets do, with a configuration of the caller's. */
  public static List<String> gatewayCommand(Archives archives, Path configuration) {
    return Role.GATEWAY.command(1, archives, "server", configuration);
  }

  private void describeMembers(Archives archives) throws IOException {
    FleetFiles files = new FleetFiles(layout, folder, secrets);
    files.launcher();
    for (String gateway : layout.gatewayNames()) {
      add(gateway, Role.GATEWAY, layout.gateway(gateway), files.gateway(gateway), archives);
    }
    files.certificates();
    if (layout.variant().gateways().only()) {
      return;
    }
    for (String region : layout.regions()) {
      add(region, Role.API, layout.hiddenApi(region), files.api(region), archives);
    }
    for (String daemon : layout.daemonNames()) {
      add(daemon, Role.FAILOVER, layout.daemon(daemon), files.failover(daemon), archives);
    }
  }

  private void add(String name, Role role, URI base, Path configuration, Archives archives)
      throws IOException {
    boolean apart = layout.variant().ownCgroups() && role != Role.API;
    List<String> wrapper = apart ? Cgroup.create(name).entered() : List.of();
    boolean first = members.stream().noneMatch(member -> member.role() == role);
    members.add(
        new Member(
            new Member.Identity(name, role, base),
            configuration,
            folder,
            new Member.Launch(
                first ? archives : archives.untrained(),
                wrapper,
                layout.variant().byTerraform() && role == Role.API,
                role == Role.GATEWAY ? layout.gatewayNames().size() : layout.daemons())));
  }

  private static void requireFreePort(Member member) {
    URI base = member.base();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(base.getHost()), base.getPort()));
    } catch (IOException e) {
      throw new FleetException(
          "%s needs %s:%d, which is taken (%s); is another fleet up?"
              .formatted(member.name(), base.getHost(), base.getPort(), e.getMessage()));
    }
  }

  /** The layout it was started with. */
  public FleetLayout layout() {
    return layout;
  }

  /** Where its files are. */
  public Path folder() {
    return folder;
  }

  /** The API key of the fleet's only customer. */
  public String customerToken() {
    return secrets.customer();
  }

  /** The keys that verify the fleet's draws, as a file that stays when the fleet is gone. */
  public Path keysFile() {
    return folder.resolve("keys.json");
  }

  /** A member by its name. */
  public Member member(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no member is called " + name));
  }

  /** The daemons, in the order of their names. */
  public List<Member> daemons() {
    return layout.daemonNames().stream().map(this::member).toList();
  }

  /** The gateways, in the order of their names. */
  public List<Member> gateways() {
    return layout.gatewayNames().stream().map(this::member).toList();
  }

  /** Whom a gateway names as the leader of those that keep the ledger; empty if it knows none. */
  public Optional<String> gatewayLeader(Member gateway) {
    try {
      return Optional.of(gatewayStatus(gateway).leader()).filter(name -> !name.isEmpty());
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  /** What a gateway says of itself, whether it is well or not. */
  public GatewayStatus gatewayStatus(Member gateway) throws IOException {
    return GatewayStatus.parse(
        ask(HttpRequest.newBuilder(gateway.base().resolve("/health/deep"))).body());
  }

  /** What a member's metrics page has on a series, named as it is there. */
  public double metric(Member member, String series) throws IOException {
    URI page =
        URI.create(
            "http://%s:%d/metrics".formatted(member.base().getHost(), FleetLayout.ADMIN_PORT));
    return new String(get(page), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** Asks one gateway itself for a draw, as the API would. */
  public HttpResponse<byte[]> drawAt(Member gateway, String json) throws IOException {
    return ask(draw(gateway, json));
  }

  /** Asks one gateway itself for a draw, and does not wait for it. */
  public CompletableFuture<HttpResponse<byte[]>> drawLater(Member gateway, String json) {
    return http.sendAsync(
        draw(gateway, json).timeout(GET_LIMIT).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder draw(Member gateway, String json) {
    return HttpRequest.newBuilder(gateway.base().resolve("/v1/draws"))
        .header("Authorization", "Bearer " + secrets.gateway())
        .header(DrawProtocol.CUSTOMER, FleetFiles.CUSTOMER)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  /** What a daemon says of itself and of its plan. */
  public DaemonStatus status(Member daemon) throws IOException {
    return DaemonStatus.parse(get(daemon.base().resolve("/status")));
  }

  /**
   * Waits until a member says that it is ready.
   *
   * @return how long that took
   */
  public Duration awaitReady(Member member) {
    long begun = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(member.ready()).timeout(Duration.ofSeconds(1)).build();
    while (!isReady(request)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      if (!member.isAlive() || waited.compareTo(START_LIMIT) > 0) {
        throw new FleetException(
            "%s %s; the end of %s:%n%s"
                .formatted(
                    member.name(),
                    member.isAlive() ? "is not ready after " + waited.toSeconds() + " s" : "ended",
                    member.log(),
                    member.tail()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    member.settled();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private boolean isReady(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FleetException("interrupted while waiting for " + request.uri());
    }
  }

  /** The body of a 200 answer, byte for byte. */
  public byte[] get(URI uri) throws IOException {
    var answer = ask(HttpRequest.newBuilder(uri));
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode() + ", expected 200");
    }
    return answer.body();
  }

  private HttpResponse<byte[]> ask(HttpRequest.Builder request) throws IOException {
    HttpRequest asked = request.timeout(GET_LIMIT).build();
    try {
      return http.send(asked, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + asked.uri(), e);
    }
  }

  /** Stops every member and waits for the last one. */
  @Override
  public void close() {
    stopMembers();
    http.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // the hook is what runs us
    }
  }

  private void stopMembers() {
    for (Member member : members) {
      if (member.isAlive()) {
        resumeQuietly(member);
        member.askToStop();
      }
    }
    members.forEach(Member::awaitStop);
    try {
      atOnce(Member::forget);
    } catch (IOException stillRemembered) {
      // the processes have ended; the next fleet here begins with another generation
    }
    if (layout.variant().ownCgroups()) {
      members.forEach(member -> new Cgroup(member.name()).remove());
    }
  }

  /** A frozen process cannot end by itself. */
  private static void resumeQuietly(Member member) {
    try {
      member.resume();
    } catch (IOException e) {
      // it is ended by force then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
