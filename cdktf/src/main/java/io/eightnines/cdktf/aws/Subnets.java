package io.eightnines.cdktf.aws;

import io.eightnines.topology.Address;
import io.eightnines.topology.Cidr;
import io.eightnines.topology.Region;

/**
 * How a region's network is divided: sixteen equal blocks, the lower eight for private subnets and
 * the upper eight for public ones, one of each per zone.
 */
record Subnets(Cidr network) {
  /** AWS takes networks of 16 to 28 bits; beyond 22 a subnet has no room for the largest fleets. */
  private static final int LARGEST = 16;

  private static final int SMALLEST = 22;
  private static final int BITS = 4;
  private static final int FIRST_PUBLIC = 8;

  Subnets {
    if (network.prefix() < LARGEST || network.prefix() > SMALLEST) {
      throw new IllegalArgumentException(
          "cidr: %s; expected a prefix of %d to %d bits for a region on aws"
              .formatted(network, LARGEST, SMALLEST));
    }
  }

  static Subnets of(Region region) {
    return new Subnets(region.network().cidr());
  }

  Cidr privateOne(int zone) {
    return block(zone);
  }

  Cidr publicOne(int zone) {
    return block(FIRST_PUBLIC + zone);
  }

  private Cidr block(int index) {
    var prefix = network.prefix() + BITS;
    return new Cidr(new Address(network.first().bits() + (index << (32 - prefix))), prefix);
  }
}
