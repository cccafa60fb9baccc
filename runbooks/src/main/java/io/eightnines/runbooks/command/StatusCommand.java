package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import io.eightnines.runbooks.operate.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a daemon serves and what it thinks. */
@Command(
    name = "status",
    description = "Show what is answered now: regions, weights, standing, hold, alerts, orders.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class StatusCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean asSomebody = options.hasToken() && !options.json;
    try (Daemons daemons = asSomebody ? options.known() : options.open()) {
      int code = options.show(daemons.get("/status"), Pages::status);
      if (code == 0 && asSomebody) {
        Reply orders = daemons.get("/v1/orders");
        options.out().print(orders.isDone() ? Pages.orders(orders.body()) : "");
        options.out().flush();
      }
      return code;
    }
  }
}
