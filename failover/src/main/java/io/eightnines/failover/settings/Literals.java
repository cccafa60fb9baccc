package io.eightnines.failover.settings;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.eightnines.failover.network.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Addresses and names as they are written in the file; nothing is ever looked up. */
final class Literals {
  private Literals() {}

  @CanIgnoreReturnValue
  static InetAddress address(String key, String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key + " is '" + text + "', expected a literal IPv4 or IPv6 address", e);
    }
  }

  /** Networks, or single addresses. */
  static List<Network> networks(String key, List<String> texts) {
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        networks.add(Network.parseAny(String.valueOf(texts.get(i))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + "[" + i + "] is " + e.getMessage(), e);
      }
    }
    return networks;
  }

  static Name name(String key, String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(key + " is '" + text + "', expected a domain name", e);
    }
  }
}
