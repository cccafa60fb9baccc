package io.eightnines.failover.operate;

import io.eightnines.failover.control.ControlPlane;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.operate.MembersAnswer.ChangeAnswer;
import io.eightnines.failover.vote.Council;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.log.ChangeRefusedException;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import io.eightnines.log.ReplicatedLog;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/members}: shows the daemons that keep the log together, and changes them by one at a
 * time. A change is a dry run unless its body says {@code "dryRun": false}. Before it is made, who
 * makes it and why is an entry of the log; without that nothing is changed.
 */
@Guarded
@Path("/v1/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MembersResource {
  /**
   * How long an operator waits.
   *
   * @param note until a majority has the entry that says who and why
   * @param change until the new group is in force; one that joins is given the whole state before
   */
  record Patience(Duration note, Duration change) {}

  private static final Logger log = LoggerFactory.getLogger(MembersResource.class);

  private final ReplicatedLog entries;
  private final ControlPlane plane;
  private final Patience patience;

  MembersResource(ReplicatedLog entries, ControlPlane plane, Patience patience) {
    this.entries = entries;
    this.plane = plane;
    this.patience = patience;
  }

  @GET
  public MembersAnswer all() {
    Membership now = entries.membership();
    return MembersAnswer.of(now, heard(now));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ChangeAnswer change(@Context ContainerRequestContext request, InputStream body)
      throws IOException {
    MembersRequest asked = MembersRequest.read(body);
    Membership now = entries.membership();
    if (now.leader().isEmpty()) {
      throw Problem.noLeader(now.self()).exception();
    }
    Optional<Fault> objection =
        MemberGuard.objection(
            new MemberGuard.Situation(now, heard(now)), asked.wanted(), asked.removesAsked());
    if (objection.isPresent()) {
      throw Problem.refused(objection.get()).exception();
    }
    if (!asked.dryRun()) {
      act(
          now,
          asked,
          new Command.Regroup(
              CallerFilter.caller(request).name(),
              asked.reason(),
              MembersAnswer.texts(now.members()),
              MembersAnswer.texts(asked.wanted())));
    }
    return ChangeAnswer.of(asked.dryRun(), now, asked.wanted());
  }

  private void act(Membership now, MembersRequest asked, Command.Regroup note) {
    try {
      await(plane.submit(note), patience.note());
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the members are not changed, the note was not taken: {}", e.toString());
      throw Problem.notDecided(
              "the note in the journal", "the members are as they were, it is safe to repeat")
          .exception();
    }
    try {
      await(entries.changeMembers(now.members(), asked.wanted()), patience.change());
      log.info(
          "members: {} changed {} to {}: {}",
          note.author(),
          note.before(),
          note.after(),
          note.reason());
    } catch (ExecutionException | TimeoutException e) {
      log.warn("members: {} wanted {}: {}", note.author(), note.after(), e.toString());
      throw e.getCause() instanceof ChangeRefusedException refused
          ? Problem.refused(
                  new Fault(
                      "members",
                      names(asked),
                      "what the leader can do, which says: " + refused.getMessage()))
              .exception()
          : Problem.notDecided(
                  "the change to " + names(asked), "GET /v1/members tells who the members are")
              .exception();
    }
  }

  private static void await(CompletionStage<?> stage, Duration patience)
      throws ExecutionException, TimeoutException {
    try {
      var _ = stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }

  private static String names(MembersRequest asked) {
    return asked.wanted().stream().map(Member::name).collect(Collectors.joining(", "));
  }

  /** A member casts a ballot every second, whether it is an observer of the charter or not yet. */
  private Set<String> heard(Membership now) {
    State state = plane.state();
    return now.members().stream()
        .map(Member::name)
        .filter(name ->
            Optional.ofNullable(state.ballots().get(new ObserverId(name)))
                .filter(cast ->
                    state
                        .charter()
                        .filter(charter ->
                            Council.isFresh(charter.votes(), cast, state.stamp().millis()))
                        .isPresent())
                .isPresent())
        .collect(Collectors.toSet());
  }
}
