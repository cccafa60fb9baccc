package io.eightnines.failover.publish;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/** The two names that are published under: the service's, and that of its generation record. */
public record Owner(Name service, Name mark) {
  /** Records of underscored names meet no host's (RFC 8552). */
  private static final Name LABEL = Name.fromConstantString("_eightnines");

  /** The names of a service, which is absolute. */
  public static Owner of(Name service) {
    try {
      return new Owner(service, Name.concatenate(LABEL, service));
    } catch (NameTooLongException e) {
      throw new IllegalArgumentException(
          "service is " + service + ", expected at most 243 octets", e);
    }
  }
}
