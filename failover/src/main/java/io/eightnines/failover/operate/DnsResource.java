package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.journal.Publication;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.ProviderException;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.Rendering;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/dns}: shows what each provider would serve of the plan in service here, how what it
 * serves differs, and publishes by hand. Any daemon may be asked: a provider takes a plan from
 * whoever knows what it serves, and never an older one; so there is a way that needs no majority.
 */
@Guarded
@Path("/v1/dns")
@Produces(MediaType.APPLICATION_JSON)
public final class DnsResource {
  /**
   * What would be served.
   *
   * @param lost what the plan says and the provider's records cannot
   */
  record PlannedAt(String publisher, List<String> records, List<LossView> lost) {}

  record LossView(String kind, String text) {}

  record PlanAnswer(long generation, List<PlannedAt> publishers) {}

  /**
   * How what is served differs.
   *
   * @param missing records of the plan that are not served
   * @param foreign records that are served and not planned
   * @param trouble why it could not be read; then nothing is known
   */
  record DifferenceAt(
      String publisher,
      @JsonInclude @Nullable Long served,
      List<String> missing,
      List<String> foreign,
      @JsonInclude @Nullable String trouble) {}

  record DiffAnswer(long generation, List<DifferenceAt> publishers) {}

  /**
   * What became of it.
   *
   * @param outcome WRITTEN, CURRENT, OVERTAKEN, DRIFTED or FAILED; PLANNED in a dry run
   */
  record PublishedAt(String publisher, String outcome, @JsonInclude @Nullable String text) {}

  record PublishAnswer(
      boolean dryRun, boolean overwrite, long generation, List<PublishedAt> publishers) {}

  private static final Logger log = LoggerFactory.getLogger(DnsResource.class);

  private static final List<String> KNOWN = List.of("publisher", "reason", "overwrite", "dryRun");

  private final OperatorApi.Subject.Dns dns;

  DnsResource(OperatorApi.Subject.Dns dns) {
    this.dns = dns;
  }

  @GET
  @Path("plan")
  public PlanAnswer plan() {
    Plan plan = dns.served().get();
    return new PlanAnswer(
        plan.generation(),
        publishable(plan) ? lines().stream().map(line -> planned(line, plan)).toList() : List.of());
  }

  private static PlannedAt planned(Publishing.Line line, Plan plan) {
    Rendering rendering = line.worker().publisher().render(plan);
    return new PlannedAt(
        line.worker().name(),
        rendering.content().lines(),
        rendering.losses().stream()
            .map(loss -> new LossView(loss.kind().name(), loss.text()))
            .toList());
  }

  @GET
  @Path("diff")
  public DiffAnswer diff() {
    Plan plan = dns.served().get();
    return new DiffAnswer(
        plan.generation(),
        publishable(plan)
            ? lines().parallelStream().map(line -> difference(line, plan)).toList()
            : List.of());
  }

  private static DifferenceAt difference(Publishing.Line line, Plan plan) {
    String name = line.worker().name();
    try {
      ProviderPublisher.Difference now = line.worker().publisher().difference(plan);
      return new DifferenceAt(name, now.served(), now.missing(), now.foreign(), null);
    } catch (ProviderException e) {
      return new DifferenceAt(name, null, List.of(), List.of(), e.trouble().toString());
    }
  }

  @POST
  @Path("publish")
  @Consumes(MediaType.APPLICATION_JSON)
  public PublishAnswer publish(@Context ContainerRequestContext request, InputStream body)
      throws IOException {
    Fields fields = Fields.read(body, KNOWN);
    Optional<String> only = fields.text("publisher", "the name of a publisher");
    String reason = OrderRequest.reason(fields.needed("reason", "why, for the journal"));
    boolean overwrite = fields.truth("overwrite", false);
    boolean dryRun = fields.truth("dryRun", true);
    List<Publishing.Line> chosen = chosen(only);
    Plan plan = dns.served().get();
    if (!publishable(plan)) {
      throw Problem.refused(
              new Fault("plan", "generation " + plan.generation(), "a plan that was decided"))
          .exception();
    }
    Publication.Manual by =
        new Publication.Manual(CallerFilter.caller(request).name().toString(), reason);
    if (!dryRun) {
      log.warn(
          "{} publishes plan {} by hand to {}{}: {}",
          by.author(),
          plan.generation(),
          chosen.stream().map(line -> line.worker().name()).toList(),
          overwrite ? ", over what others changed" : "",
          reason);
    }
    return new PublishAnswer(
        dryRun,
        overwrite,
        plan.generation(),
        chosen.parallelStream()
            .map(line -> dryRun ? rehearsed(line, plan) : published(line, plan, overwrite, by))
            .toList());
  }

  private List<Publishing.Line> chosen(Optional<String> only) {
    if (only.isEmpty()) {
      return lines();
    }
    return List.of(
        dns.publishing()
            .find(only.get())
            .orElseThrow(() ->
                Fields.fault(
                    "publisher",
                    only.get(),
                    "one of "
                        + String.join(
                            ", ", lines().stream().map(line -> line.worker().name()).toList()))));
  }

  private static PublishedAt rehearsed(Publishing.Line line, Plan plan) {
    return new PublishedAt(
        line.worker().name(), "PLANNED", String.join(" | ", planned(line, plan).records()));
  }

  private PublishedAt published(
      Publishing.Line line, Plan plan, boolean overwrite, Publication.Manual by) {
    String name = line.worker().name();
    ProviderPublisher<?> publisher = line.worker().publisher();
    Outcome outcome = overwrite ? publisher.advanceOver(plan) : publisher.advance(plan);
    dns.journal().published(name, plan.generation(), outcome, by);
    line.worker().look(); // So that an alert that this has ended ends at once.
    return switch (outcome) {
      case Outcome.Written w -> new PublishedAt(name, "WRITTEN", null);
      case Outcome.Current c -> new PublishedAt(name, "CURRENT", null);
      case Outcome.Overtaken o ->
          new PublishedAt(name, "OVERTAKEN", "generation " + o.served() + " is served");
      case Outcome.Drifted d -> new PublishedAt(name, "DRIFTED", d.what());
      case Outcome.Failed f -> new PublishedAt(name, "FAILED", f.trouble().toString());
    };
  }

  private List<Publishing.Line> lines() {
    return dns.publishing().lines();
  }

  /** Generation 0 is what a daemon starts with that knows nothing. */
  private static boolean publishable(Plan plan) {
    return plan.generation() > 0 && !plan.isEmpty();
  }
}
