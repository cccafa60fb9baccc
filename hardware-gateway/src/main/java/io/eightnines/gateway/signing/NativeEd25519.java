package io.eightnines.gateway.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs in machine code: AWS-LC's Ed25519, by the Amazon Corretto Crypto Provider, which is built
 * for Linux on x86-64. The provider is asked by its instance and never registered: whatever else
 * uses cryptography in this process keeps what it had.
 *
 * <p>The lock is for tests and tools; a gateway has one writer.
 */
final class NativeEd25519 {
  private static final Logger LOG = LoggerFactory.getLogger(NativeEd25519.class);

  private final Signature signature;

  private NativeEd25519(Signature signature) {
    this.signature = signature;
  }

  /** One for this key; empty where the machine code cannot be had. */
  static Optional<NativeEd25519> of(PrivateKey key) {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    try {
      if (provider.getLoadingError() != null) {
        LOG.info("Signing in Java: {}", provider.getLoadingError().toString());
        return Optional.empty();
      }
      Signature signature = Signature.getInstance("Ed25519", provider);
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
