package io.eightnines.api.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eightnines.client.draw.DrawId;
import java.util.Optional;

/** Draws seen of late, by id. They never change, so nothing in here can be out of date. */
public final class DrawCache {
  /** What an entry costs beside its bytes, roughly. */
  private static final int OVERHEAD_BYTES = 200;

  private final Cache<DrawId, byte[]> draws;

  /** A cache of about this many bytes. */
  public DrawCache(long bytes) {
    draws =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((DrawId id, byte[] draw) -> draw.length + OVERHEAD_BYTES)
            .build();
  }

  Optional<byte[]> find(DrawId id) {
    return Optional.ofNullable(draws.getIfPresent(id));
  }

  void keep(DrawId id, byte[] draw) {
    draws.put(id, draw);
  }

  /** How many draws are in memory, about. */
  public long size() {
    return draws.estimatedSize();
  }
}
