package io.eightnines.gateway.signing;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.verify.PublishedKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** An Ed25519 key pair (RFC 8032) that signs draws. It shows its public half only. */
public final class SigningKey implements Draw.Signer {

  private static final int SELF_TEST_MESSAGES = 200;

  private final PrivateKey secret;
  private final PublishedKey published;

  /** The key of this pair. */
  public SigningKey(KeyPair pair) {
    this.secret = pair.getPrivate();
    this.published = PublishedKey.of(pair.getPublic());
  }

  /** The public half, with its id. */
  public PublishedKey published() {
    return published;
  }

  /**
   * Signs and verifies some messages, as FIPS 140-3 asks of a key pair before its first use. There
   * are enough of them for the JVM to compile the arithmetic, without which the first draws after a
   * start take ten times as long and a queue builds up behind them.
   *
   * @throws IllegalStateException if the halves of the pair do not fit
   */
  public void selfTest() {
    PublicKey half = published.toPublicKey();
    for (int i = 0; i < SELF_TEST_MESSAGES; i++) {
      byte[] message = {(byte) i, (byte) (i >> 8)};
      byte[] signature = Base64Url.decode(sign(message).value()).orElseThrow();
      try {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(half);
        verifier.update(message);
        if (!verifier.verify(signature)) {
          throw new IllegalStateException("key " + published.keyId() + " fails its self-test");
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("key " + published.keyId() + " fails its self-test", e);
      }
    }
  }

  @Override
  public io.eightnines.client.draw.Signature sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(content);
      return new io.eightnines.client.draw.Signature(
          published.keyId(), Base64Url.encode(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing with key " + published.keyId() + " failed", e);
    }
  }

  @Override
  public String toString() {
    return "key " + published.keyId();
  }
}
