package io.eightnines.gateway.signing;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.verify.PublishedKey;
import io.eightnines.client.verify.PublishedKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The key that signs, which may be changed for another while draws are made, and all the public
 * keys with which draws of this gateway may be signed.
 *
 * <p>Every key that ever signed is written to a file before it signs its first draw, and is
 * published from then on for ever: a draw that nobody can verify is worth nothing.
 */
public final class KeyRing implements Draw.Signer {

  private record Ring(SigningKey current, PublishedKeys published) {}

  private final Path history;
  private final AtomicReference<Ring> ring;

  /**
   * A ring with its first key.
   *
   * @param history the file of all public keys, which may not exist yet
   * @param others public keys that are published too
   * @throws KeyFile.KeyFault if the file cannot be read or written
   */
  public KeyRing(Path history, SigningKey first, List<PublishedKey> others) {
    this.history = history;
    this.ring = new AtomicReference<>(remembered(first, read(history).keys(), others));
  }

  /** All public keys, that which signs now first. */
  public PublishedKeys published() {
    return ring.get().published();
  }

  @Override
  public Signature sign(byte[] content) {
    return ring.get().current().sign(content);
  }

  /**
   * From now on signs with this key. One change at a time, hence the lock; signing does not take
   * it.
   *
   * @throws KeyFile.KeyFault if it cannot be remembered; then nothing changes
   */
  public synchronized void change(SigningKey next, List<PublishedKey> others) {
    ring.set(remembered(next, published().keys(), others));
  }

  private Ring remembered(
      SigningKey current, List<PublishedKey> before, List<PublishedKey> others) {
    Set<PublishedKey> all = new LinkedHashSet<>();
    all.add(current.published());
    all.addAll(before);
    all.addAll(others);
    PublishedKeys published = new PublishedKeys(List.copyOf(all));
    if (!published.equals(read(history))) {
      write(history, published.toJson());
    }
    return new Ring(current, published);
  }

  private static PublishedKeys read(Path history) {
    try {
      return Files.exists(history)
          ? PublishedKeys.read(Files.readAllBytes(history))
          : new PublishedKeys(List.of());
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyFile.KeyFault(
          history, "the file of public keys cannot be read: " + e.getMessage());
    }
  }

  /** In one step, and on disk before anybody relies on it. */
  private static void write(Path history, byte[] bytes) {
    Path next = history.resolveSibling(history.getFileName() + ".next");
    try {
      Files.createDirectories(history.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(
          next, history, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(history.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new KeyFile.KeyFault(history, "the file of public keys cannot be written: " + e);
    }
  }
}
