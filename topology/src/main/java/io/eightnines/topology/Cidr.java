package io.eightnines.topology;

import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses (RFC 4632).
 *
 * @param first the block's first address
 * @param prefix how many leading bits all its addresses share, 8 to 32
 */
public record Cidr(Address first, int prefix) {
  private static final Pattern TEXT = Pattern.compile("([0-9.]{7,15})/([0-9]|[12][0-9]|3[0-2])");

  public Cidr {
    new Rules()
        .need(prefix >= 8 && prefix <= 32, "", first + "/" + prefix, "a prefix of 8 to 32 bits")
        .need(
            (first.bits() & ~mask(prefix)) == 0,
            "",
            first + "/" + prefix,
            "the block's first address, " + new Address(first.bits() & mask(prefix)))
        .keep();
  }

  /** Reads text such as {@code 10.1.0.0/16}. */
  public static Cidr parse(String text) {
    var match = TEXT.matcher(text);
    boolean matches = match.matches();
    new Rules().need(matches, "", text, "a block of IPv4 addresses such as 10.1.0.0/16").keep();
    return new Cidr(Address.parse(match.group(1)), Integer.parseInt(match.group(2)));
  }

  /** Whether the address is one of the block's. */
  public boolean contains(Address address) {
    return (address.bits() & mask(prefix)) == first.bits();
  }

  /** Whether the blocks share an address. */
  public boolean overlaps(Cidr other) {
    return contains(other.first) || other.contains(first);
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
