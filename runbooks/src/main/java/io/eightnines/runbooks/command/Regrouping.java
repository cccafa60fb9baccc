package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import io.eightnines.runbooks.operate.Reply;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * How the group that keeps the log is changed: the present one is read, and the next one posted.
 */
final class Regrouping {
  /** The members as a daemon tells them. */
  record Present(JsonNode body) {
    List<String> names() {
      return body.path("members").valueStream().map(each -> each.path("name").asText()).toList();
    }

    String text() {
      return String.join(", ", names());
    }

    /** A request for just these. */
    ObjectNode all() {
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      for (JsonNode each : body.path("members")) {
        request
            .withArray("members")
            .addObject()
            .put("name", each.path("name").asText())
            .put("address", each.path("address").asText())
            .put("port", each.path("port").asInt());
      }
      return request;
    }
  }

  /** Makes the request for the next group of the present one. */
  interface Next {
    ObjectNode of(Present present) throws Impossible;
  }

  /** The present group cannot be changed so. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    Impossible(String why) {
      super(why);
      this.why = why;
    }
  }

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the journal and for the colleague on the next shift.")
  String reason = "";

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  /** Changes the group, or tries to. A change in between makes two steps of one, and is refused. */
  int change(DaemonOptions options, Next next) throws IOException, InterruptedException {
    if (reason.isBlank() || reason.length() > 300) {
      throw options.wrong("--reason is '" + reason + "', expected 1 to 300 characters");
    }
    try (Daemons daemons = options.known()) {
      Reply present = daemons.get("/v1/members");
      if (!present.isDone()) {
        return options.show(present, reply -> "");
      }
      ObjectNode request = next.of(new Present(present.body()));
      request.put("reason", reason).put("dryRun", !yes);
      return options.show(
          daemons.postSlowly("/v1/members", request), reply -> Pages.membersChange(reply.body()));
    } catch (Impossible e) {
      options.fail(e.why);
      return Eightnines.FAILED;
    }
  }

  static void checkName(DaemonOptions options, String name) {
    if (!name.matches("[a-z0-9-]{1,63}")) {
      throw options.wrong("NAME is '" + name + "', expected 1 to 63 characters of a-z, 0-9, '-'");
    }
  }
}
