package io.eightnines.failover.zone;

import java.nio.charset.StandardCharsets;
import org.xbill.DNS.Name;

/** Zones for tests, written as a master file. */
public final class ZoneTexts {
  private ZoneTexts() {}

  public static Zone read(Name apex, Service service, String text) {
    try {
      return new ZoneBuilder(
              apex,
              service,
              MasterFile.parse(text.getBytes(StandardCharsets.UTF_8), apex, "test.zone"))
          .build();
    } catch (RefusedZoneException e) {
      throw new AssertionError(e);
    }
  }
}
