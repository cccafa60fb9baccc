package io.eightnines.runbooks.fault;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops packets by nft, in a table of its own that nothing else uses. Every change replaces the
 * whole table in one transaction, so that there is never half a fault.
 */
public final class PacketFilter implements AutoCloseable {
  private static final String TABLE = "inet eightnines_drill";

  /** Deleting what is not there is an error, so it is made sure first that it is there. */
  private static final String REMOVAL = "add table %1$s%ndelete table %1$s%n".formatted(TABLE);

  private final Nft nft;
  private final Set<PacketRule> armed = new LinkedHashSet<>();
  private final Thread onExit = new Thread(this::removeQuietly, "packet-filter-remove");

  /** Takes away what an earlier run may have left. */
  PacketFilter(Nft nft) {
    this.nft = nft;
    try {
      nft.run(REMOVAL);
    } catch (IOException e) {
      throw new NotPossibleHereException(
          "packets cannot be dropped here: %s; it needs root".formatted(e.getMessage()));
    }
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Opens the packet filter of this machine.
   *
   * @throws NotPossibleHereException if it is not there, or not for us
   */
  public static PacketFilter open() {
    return new PacketFilter(
        SystemNft.find()
            .orElseThrow(() ->
                new NotPossibleHereException(
                    "packets cannot be dropped here: nft is missing (Debian package nftables)")));
  }

  /** Takes away what an earlier run left that was killed; without nft nothing can be left. */
  public static void removeLeftovers() {
    SystemNft.find()
        .ifPresent(nft -> {
          try {
            nft.run(REMOVAL);
          } catch (IOException notRoot) {
            // whoever may not remove a table was not able to leave one
          }
        });
  }

  /** Drops these packets too, from now on. */
  public synchronized void arm(PacketRule rule) throws IOException {
    armed.add(rule);
    apply();
  }

  /** Lets these packets pass again. */
  public synchronized void disarm(PacketRule rule) throws IOException {
    armed.remove(rule);
    apply();
  }

  private void apply() throws IOException {
    nft.run(armed.isEmpty() ? REMOVAL : REMOVAL + table());
  }

  private String table() {
    return """
    table %s {
      chain arriving {
        type filter hook input priority 0; policy accept;
    %s  }
      chain leaving {
        type filter hook output priority 0; policy accept;
    %s  }
    }
    """
        .formatted(
            TABLE,
            armed.stream().map(PacketRule::input).collect(Collectors.joining()),
            armed.stream().map(PacketRule::output).collect(Collectors.joining()));
  }

  private synchronized void removeQuietly() {
    try {
      nft.run(REMOVAL);
    } catch (IOException e) {
      // the next start removes it
    }
  }

  /** Lets everything pass again. */
  @Override
  public void close() {
    removeQuietly();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // the hook is doing the same
    }
  }
}
