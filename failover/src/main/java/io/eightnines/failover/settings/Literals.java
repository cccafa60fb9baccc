package io.eightnines.failover.settings;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.InetAddress;
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

  static Name name(String key, String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(key + " is '" + text + "', expected a domain name", e);
    }
  }
}
