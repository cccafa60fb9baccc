package io.eightnines.gateway.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs in machine code. The lock is for tests and tools; a gateway has one writer. */
final class NativeEd25519 {
  private static final Logger LOG = LoggerFactory.getLogger(NativeEd25519.class);

  private final Signature signature;

  private NativeEd25519(Signature signature) {
    this.signature = signature;
  }

  /** One for this key; empty where the machine code cannot be had. */
  static Optional<NativeEd25519> of(PrivateKey key) {
    Optional<Provider> provider = MachineCode.provider();
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    try {
      Signature signature = Signature.getInstance("Ed25519", provider.get());
      signature.initSign(key);
      return Optional.of(new NativeEd25519(signature));
    } catch (GeneralSecurityException e) {
      LOG.info("Signing in Java: {}", e.toString());
      return Optional.empty();
    }
  }

  synchronized byte[] sign(byte[] content) {
    try {
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that is set up signs whatever it is given", e);
    }
  }
}
