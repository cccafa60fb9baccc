package io.eightnines.gateway.signing;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.verify.PublishedKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * An Ed25519 key pair (RFC 8032) that signs draws. It shows its public half only.
 *
 * <p>Machine code signs where there is some for the processor, else Bouncy Castle, which takes
 * three times as long; the JDK takes fifteen times as long as that, and a gateway has one writer.
 * An Ed25519 signature is a function of key and message, so they all make the same. The JDK
 * verifies, so that no signature rests on one implementation alone.
 */
public final class SigningKey implements Draw.Signer {

  private static final int SIGNED_AT_THE_START = 100;
  private static final int VERIFIED_AT_THE_START = 4;

  private final Ed25519PrivateKeyParameters secret;
  private final Optional<NativeEd25519> machine;
  private final PublishedKey published;

  /** The key of this pair. */
  public SigningKey(KeyPair pair) {
    if (!(pair.getPrivate() instanceof EdECPrivateKey half)) {
      throw new IllegalArgumentException("private key: expected an Ed25519 key");
    }
    this.secret = new Ed25519PrivateKeyParameters(half.getBytes().orElseThrow());
    this.machine = NativeEd25519.of(pair.getPrivate());
    this.published = PublishedKey.of(pair.getPublic());
  }

  /** The public half, with its id. */
  public PublishedKey published() {
    return published;
  }

  /**
   * Signs and verifies some messages, as FIPS 140-3 asks of a key pair before its first use. More
   * are signed than verified, enough for the JVM to compile the arithmetic, so that no queue builds
   * up behind the first draws after a start; the JDK takes milliseconds to verify, for which a
   * start has no time to spare.
   *
   * @throws IllegalStateException if the halves of the pair do not fit
   */
  public void selfTest() {
    PublicKey half = published.toPublicKey();
    for (int i = 0; i < SIGNED_AT_THE_START; i++) {
      byte[] message = {(byte) i};
      byte[] signature = Base64Url.decode(sign(message).value()).orElseThrow();
      if (i < VERIFIED_AT_THE_START && !verifies(half, message, signature)) {
        throw new IllegalStateException("key " + published.keyId() + " fails its self-test");
      }
    }
  }

  private boolean verifies(PublicKey half, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(half);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key " + published.keyId() + " fails its self-test", e);
    }
  }

  @Override
  public io.eightnines.client.draw.Signature sign(byte[] content) {
    byte[] signature = machine.map(code -> code.sign(content)).orElseGet(() -> signInJava(content));
    return new io.eightnines.client.draw.Signature(published.keyId(), Base64Url.encode(signature));
  }

  byte[] signInJava(byte[] content) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, secret);
    signer.update(content, 0, content.length);
    return signer.generateSignature();
  }

  @Override
  public String toString() {
    return "key " + published.keyId();
  }
}
