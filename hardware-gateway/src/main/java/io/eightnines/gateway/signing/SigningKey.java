package io.eightnines.gateway.signing;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.verify.PublishedKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** An Ed25519 key pair (RFC 8032) that signs draws. It shows its public half only. */
public final class SigningKey implements Draw.Signer {

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
