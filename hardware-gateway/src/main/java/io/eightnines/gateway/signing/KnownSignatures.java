package io.eightnines.gateway.signing;

import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells a draw whose signature is not what its key makes. Of a key that is not known here, another
 * site's, nothing can be told, and nothing is held against the draw.
 */
public final class KnownSignatures implements Predicate<byte[]> {
  private final Supplier<PublishedKeys> keys;

  /** Knows the keys that there are when it is asked. */
  public KnownSignatures(Supplier<PublishedKeys> keys) {
    this.keys = keys;
  }

  @Override
  public boolean test(byte[] canonical) {
    PublishedKeys known = keys.get();
    if (!(DrawReader.read(canonical) instanceof DrawReader.Read read)) {
      return false;
    }
    return known.find(read.draw().signature().keyId()).isEmpty()
        || MachineCode.verifier(known).verify(read.draw(), canonical)
            instanceof DrawVerifier.Genuine;
  }
}
