package io.eightnines.failover.publish.secondary;

import java.io.IOException;
import org.xbill.DNS.SOARecord;

/** A secondary server, as its primary sees it. */
public interface SecondaryServer {
  /**
   * Says that the zone is now under this start of authority.
   *
   * @throws IOException unless the server says that it has heard
   */
  void tell(SOARecord authority) throws IOException;

  /**
   * The serial number under which it answers for the zone.
   *
   * @throws IOException if it does not answer, or does not answer for the zone
   */
  long serial() throws IOException;
}
