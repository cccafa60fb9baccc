package io.eightnines.topology;

import java.util.List;

/**
 * The addresses of a region.
 *
 * @param cidr the private network, which no other region and no site overlaps
 * @param addresses where the world reaches the region; in a cloud empty until deployed, unless they
 *     are reserved beforehand
 */
public record Network(Cidr cidr, List<Address> addresses) {
  public Network {
    addresses = List.copyOf(addresses);
    new Rules().size("addresses", addresses, 0, 16).keep();
  }
}
