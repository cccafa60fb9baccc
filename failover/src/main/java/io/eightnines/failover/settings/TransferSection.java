package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.dns.transfer.Secondary;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.publish.update.TsigFile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may have the whole zone, and is told when it changes.
 *
 * @param secondaries default none
 * @param atOnce transfers at once, of all together; default 4
 * @param perMinute transfers of each; default 120, twice of what a change each second takes
 * @param visibleWithin after which a secondary that serves an older serial number lags; default 60
 *     s
 */
public record TransferSection(
    @NotNull @Valid List<SecondarySection> secondaries,
    Integer atOnce,
    Integer perMinute,
    Duration visibleWithin) {
  private static final int MOST = 16;

  /**
   * A secondary server.
   *
   * @param name in metrics, alerts and the status
   * @param address where it is notified
   * @param port default 53
   * @param from addresses and networks that its transfers may come from; default its address
   * @param keyFile {@code ALGORITHM:NAME:BASE64} in one line, readable by its owner only
   */
  public record SecondarySection(
      @NotNull String name,
      @NotNull String address,
      @NotNull @Min(1) @Max(65_535) Integer port,
      List<String> from,
      @NotNull Path keyFile) {
    public SecondarySection {
      port = port == null ? 53 : port;
      from = from == null ? List.of() : List.copyOf(from);
      if (name != null && !name.matches("[a-z0-9-]{1,63}")) {
        throw new IllegalArgumentException(
            "name is '" + name + "', expected 1 to 63 characters of a-z, 0-9 and hyphen");
      }
      if (address != null) {
        Literals.address("address", address);
      }
      var _ = Literals.networks("from", from);
      if (keyFile != null) {
        var _ = TsigFile.read(keyFile);
      }
    }

    Secondary toSecondary() {
      InetAddress literal = InetAddress.ofLiteral(address);
      return new Secondary(
          name,
          new InetSocketAddress(literal, port),
          from.isEmpty() ? List.of(Network.of(literal)) : Literals.networks("from", from),
          TsigFile.read(keyFile));
    }
  }

  public TransferSection {
    secondaries = secondaries == null ? List.of() : List.copyOf(secondaries);
    atOnce = atOnce == null ? 4 : atOnce;
    perMinute = perMinute == null ? 120 : perMinute;
    visibleWithin = visibleWithin == null ? Duration.seconds(60) : visibleWithin;
    var _ = new TransferPolicy(List.of(), atOnce, perMinute);
    if (secondaries.size() > MOST) {
      throw new IllegalArgumentException(
          "secondaries has " + secondaries.size() + ", expected at most " + MOST);
    }
    if (visibleWithin.toNanoseconds() <= 0) {
      throw new IllegalArgumentException(
          "visibleWithin is " + visibleWithin + ", expected above 0");
    }
    Set<String> seen = new HashSet<>();
    for (SecondarySection each : secondaries) {
      if (each.name() != null && !seen.add(each.name())) {
        throw new IllegalArgumentException(
            "secondaries: name " + each.name() + " is given twice, expected unique names");
      }
    }
  }

  static TransferSection ofDefaults() {
    return new TransferSection(List.of(), 4, 120, Duration.seconds(60));
  }

  public TransferPolicy toPolicy() {
    return new TransferPolicy(
        secondaries.stream().map(SecondarySection::toSecondary).toList(), atOnce, perMinute);
  }
}
