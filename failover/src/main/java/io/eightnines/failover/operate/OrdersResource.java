package io.eightnines.failover.operate;

import io.eightnines.failover.control.ControlPlane;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Event;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.operate.Views.OrderView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/orders}: shows orders, tries them and gives them. Every request that would change
 * something is a dry run unless its body says {@code "dryRun": false}.
 */
@Guarded
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
public final class OrdersResource {
  /** All orders that have not ended, oldest first. */
  record AllOrders(List<OrderView> orders) {}

  private static final Logger log = LoggerFactory.getLogger(OrdersResource.class);

  private static final String NO_REASON = "no reason given";

  private final ControlPlane plane;
  private final Supplier<String> newId;
  private final Duration patience;

  /**
   * Gives orders to {@code plane}.
   *
   * @param newId ids for orders that come without one
   * @param patience how long a majority may take
   */
  OrdersResource(ControlPlane plane, Supplier<String> newId, Duration patience) {
    this.plane = plane;
    this.newId = newId;
    this.patience = patience;
  }

  @GET
  public AllOrders all() {
    State now = plane.state();
    return new AllOrders(
        now.orders().all().stream().map(order -> OrderView.of(order, now.stamp())).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public OrderAnswer give(@Context ContainerRequestContext request, InputStream body)
      throws IOException {
    OrderRequest asked = OrderRequest.read(body);
    return answer(asked.by(author(request), newId), asked.dryRun());
  }

  @POST
  @Path("{id}/approve")
  @Consumes(MediaType.APPLICATION_JSON)
  public OrderAnswer approve(
      @Context ContainerRequestContext request, @PathParam("id") String id, InputStream body)
      throws IOException {
    Fields fields = Fields.read(body, List.of("dryRun"));
    return answer(
        new Command.Approve(OrderRequest.id(id), author(request)), fields.truth("dryRun", true));
  }

  @POST
  @Path("{id}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public OrderAnswer cancel(
      @Context ContainerRequestContext request, @PathParam("id") String id, InputStream body)
      throws IOException {
    Fields fields = Fields.read(body, List.of("reason", "dryRun"));
    String reason =
        fields.text("reason", "why, for the journal").map(OrderRequest::reason).orElse(NO_REASON);
    return answer(
        new Command.Cancel(OrderRequest.id(id), author(request), reason),
        fields.truth("dryRun", true));
  }

  private static Operator author(ContainerRequestContext request) {
    return CallerFilter.caller(request).name();
  }

  private OrderAnswer answer(Command command, boolean dryRun) {
    State before = plane.state();
    Step step = dryRun ? plane.preview(command) : submitted(command);
    Optional<Event.Refused> refused = step.refused();
    if (refused.isEmpty()) {
      return dryRun ? OrderAnswer.preview(before, step) : OrderAnswer.done(step);
    }
    Optional<Order> already = Refusal.repeated(command, step.state());
    return OrderAnswer.already(
        dryRun,
        already.orElseThrow(() -> Refusal.of(command, refused.get(), step.state()).exception()),
        step.state());
  }

  private Step submitted(Command command) {
    try {
      return plane
          .submit(command)
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("not known whether it was taken: {}: {}", words(command), e.toString());
      throw Problem.notDecided(words(command)).exception();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.notDecided(words(command)).exception();
    }
  }

  private static String words(Command command) {
    return switch (command) {
      case Command.Give give -> "order " + give.id() + " (" + give.intent().text() + ")";
      case Command.Approve approve -> "the approval of order " + approve.id();
      case Command.Cancel cancel -> "the end of order " + cancel.id();
      case Command.Cast c -> "a ballot";
      case Command.Configure c -> "a charter";
      case Command.Regroup r -> "a note on the members";
    };
  }
}
