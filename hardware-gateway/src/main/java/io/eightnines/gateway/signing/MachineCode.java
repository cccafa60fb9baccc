package io.eightnines.gateway.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ed25519 in machine code: AWS-LC's, by the Amazon Corretto Crypto Provider, which is built for
 * Linux on x86-64. The provider is asked by its instance and never registered: whatever else uses
 * cryptography in this process keeps what it had.
 */
public final class MachineCode {
  private static final Logger LOG = LoggerFactory.getLogger(MachineCode.class);

  /** Looked for once: whoever verifies a whole ledger asks for each draw. */
  private static final Optional<Provider> PROVIDER = find();

  private MachineCode() {}

  /** A verifier that trusts these keys, as quick as this machine has one. */
  public static DrawVerifier verifier(PublishedKeys keys) {
    return provider()
        .map(provider -> new DrawVerifier(keys, provider))
        .orElseGet(() -> new DrawVerifier(keys));
  }

  /** Empty where it cannot be had. */
  static Optional<Provider> provider() {
    return PROVIDER;
  }

  private static Optional<Provider> find() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    if (provider.getLoadingError() != null) {
      LOG.info("Ed25519 in Java: {}", provider.getLoadingError().toString());
      return Optional.empty();
    }
    return Optional.of(provider);
  }
}
