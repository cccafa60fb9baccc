package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import io.eightnines.runbooks.operate.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How orders are ended early. */
final class Cancelling {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  @Nullable String reason;

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  /** Ends one order, or tries to. */
  int one(DaemonOptions options, String id) throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      return options.show(end(daemons, id), reply -> Pages.order(reply.body()));
    }
  }

  /**
   * Ends every order that {@code wanted} chooses, or tries to.
   *
   * @param what they are called, when there is none
   */
  int all(DaemonOptions options, Predicate<JsonNode> wanted, String what)
      throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      Reply orders = daemons.get("/v1/orders");
      if (!orders.isDone()) {
        return options.show(orders, reply -> "");
      }
      List<String> ids = new ArrayList<>();
      orders
          .body()
          .path("orders")
          .forEach(order -> {
            if (wanted.test(order)) {
              ids.add(order.path("id").asText());
            }
          });
      if (ids.isEmpty()) {
        options.fail("there is no " + what);
        return Eightnines.FAILED;
      }
      int worst = 0;
      for (String id : ids) {
        worst = Math.max(worst, options.show(end(daemons, id), reply -> Pages.order(reply.body())));
      }
      return worst;
    }
  }

  private Reply end(Daemons daemons, String id) throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("dryRun", !yes);
    if (reason != null) {
      body.put("reason", reason);
    }
    return daemons.post("/v1/orders/" + id + "/cancel", body);
  }
}
