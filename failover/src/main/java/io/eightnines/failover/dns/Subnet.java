package io.eightnines.failover.dns;

import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.geo.Located;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.OPTRecord;

/**
 * Where a query comes from: the network that a resolver tells of its client (RFC 7871), or else who
 * sent it.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Subnet(byte[] source, @Nullable ClientSubnetOption given) {
  /** Fails if the option is given twice, or with a scope, which only a response may have. */
  static Subnet of(@Nullable OPTRecord opt, byte[] source) {
    if (opt == null) {
      return new Subnet(source, null);
    }
    List<EDNSOption> given = opt.getOptions(EDNSOption.Code.CLIENT_SUBNET);
    if (given.isEmpty()) {
      return new Subnet(source, null);
    }
    ClientSubnetOption only = (ClientSubnetOption) given.getFirst();
    if (given.size() > 1 || only.getScopePrefixLength() != 0) {
      throw new IllegalArgumentException("client subnet, expected one with scope 0");
    }
    return new Subnet(source, only);
  }

  Located locate(GeoTable geo) {
    if (given == null || given.getSourcePrefixLength() == 0) {
      return geo.find(source, source.length * Byte.SIZE);
    }
    return geo.find(given.getAddress().getAddress(), given.getSourcePrefixLength());
  }

  /** For how large a network the answer holds; 0, for everybody, if the client gave nothing. */
  int scope(Located client) {
    return given == null || given.getSourcePrefixLength() == 0 ? 0 : client.scopeBits();
  }

  /** What was given comes back with the scope (section 7.2.1). */
  Optional<ClientSubnetOption> option(int scope) {
    return Optional.ofNullable(given)
        .map(option ->
            new ClientSubnetOption(option.getSourcePrefixLength(), scope, option.getAddress()));
  }
}
