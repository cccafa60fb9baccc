package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds a daemon to those that keep the log. */
@Command(
    name = "add",
    description =
        "Add a daemon, which runs already with joins: true, to those that keep the log. A dry run"
            + " without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class MembersAddCommand implements Callable<Integer> {
  private static final Pattern PLACE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9.]{7,15})):([1-9][0-9]{0,4})");

  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin Regrouping regrouping = new Regrouping();

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name, such as ns4.")
  String name = "";

  @Parameters(
      index = "1",
      paramLabel = "ADDRESS:PORT",
      description = "Where its log listens, such as 127.0.3.4:9873 or [2001:db8::4]:9873.")
  String place = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    Regrouping.checkName(options, name);
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
      throw options.wrong(
          "ADDRESS:PORT is '"
              + place
              + "', expected a literal address and a port, such as 127.0.3.4:9873 or"
              + " [2001:db8::4]:9873");
    }
    String address = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return regrouping.change(
        options,
        present -> {
          if (present.names().contains(name)) {
            throw new Regrouping.Impossible(
                "NAME is '" + name + "', expected none of " + present.text());
          }
          ObjectNode wanted = present.all();
          wanted
              .withArray("members")
              .addObject()
              .put("name", name)
              .put("address", address)
              .put("port", Integer.parseInt(matcher.group(3)));
          return wanted;
        });
  }
}
