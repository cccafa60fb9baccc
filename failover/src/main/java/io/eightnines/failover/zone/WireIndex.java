package io.eightnines.failover.zone;

import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * Finds names by their bytes on the wire, in whatever letter case, without making an object: a hash
 * table with open addressing.
 */
public final class WireIndex {
  public static final int ABSENT = -1;

  /** FNV-1a, 32 bits (RFC 9923); who asks cannot choose what is in the table. */
  private static final int FNV_BASIS = 0x811C9DC5;

  private static final int FNV_PRIME = 0x01000193;

  private final byte[][] keys;
  private final int[] slots;

  WireIndex(List<Name> names) {
    keys = names.stream().map(Name::toWireCanonical).toArray(byte[][]::new);
    slots = new int[Integer.highestOneBit(Math.max(names.size(), 1)) * 4];
    Arrays.fill(slots, ABSENT);
    for (int i = 0; i < keys.length; i++) {
      int slot = hash(keys[i], 0, keys[i].length) & (slots.length - 1);
      while (slots[slot] != ABSENT) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i;
    }
  }

  /** The place in the list of the name in {@code bytes}, its root included, or ABSENT. */
  public int find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & (slots.length - 1);
    while (slots[slot] != ABSENT) {
      if (isSame(keys[slots[slot]], bytes, from, to)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return ABSENT;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = FNV_BASIS;
    for (int i = from; i < to; i++) {
      hash = (hash ^ lower(bytes[i])) * FNV_PRIME;
    }
    return hash ^ (hash >>> 15); // The low bits choose the slot.
  }

  private static boolean isSame(byte[] key, byte[] bytes, int from, int to) {
    if (key.length != to - from) {
      return false;
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] != lower(bytes[from + i])) {
        return false;
      }
    }
    return true;
  }

  /** The bytes that give labels' lengths are below 64, and no letters. */
  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }
}
