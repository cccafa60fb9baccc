package io.eightnines.client.verify;

import io.eightnines.client.draw.Base64Url;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawWriter;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/** Tells a genuine draw from a forged one by nothing but its bytes and the published keys. */
public final class DrawVerifier {

  private static final String ED25519 = "Ed25519";

  private final PublishedKeys keys;
  private final Algorithm algorithm;

  /** A verifier that trusts these keys. */
  public DrawVerifier(PublishedKeys keys) {
    this(keys, () -> Signature.getInstance(ED25519));
  }

  /**
   * The same, with another implementation of Ed25519 than the platform's.
   *
   * @throws IllegalArgumentException if the provider has none
   */
  public DrawVerifier(PublishedKeys keys, Provider provider) {
    this(keys, () -> Signature.getInstance(ED25519, provider));
    if (provider.getService("Signature", ED25519) == null) {
      throw new IllegalArgumentException(
          "provider %s: expected one with %s".formatted(provider.getName(), ED25519));
    }
  }

  private DrawVerifier(PublishedKeys keys, Algorithm algorithm) {
    this.keys = keys;
    this.algorithm = algorithm;
  }

  private interface Algorithm {
    Signature get() throws GeneralSecurityException;
  }

  /** What the bytes are. */
  public sealed interface Verdict {}

  /** A gateway whose key is published issued exactly these bytes. */
  public record Genuine(Draw draw) implements Verdict {}

  /** No gateway issued these bytes, for this reason. */
  public record Forged(String reason) implements Verdict {}

  /** Judges the bytes of a draw. */
  public Verdict verify(byte[] bytes) {
    DrawReader.Reading reading = DrawReader.read(bytes);
    if (reading instanceof DrawReader.Garbled garbled) {
      return new Forged("not a draw: " + garbled.errors().get(0));
    }
    return verify(((DrawReader.Read) reading).draw(), bytes);
  }

  /** Judges the bytes of a draw that was read from them. */
  public Verdict verify(Draw draw, byte[] bytes) {
    return objectionTo(draw, bytes).<Verdict>map(Forged::new).orElse(new Genuine(draw));
  }

  private Optional<String> objectionTo(Draw draw, byte[] bytes) {
    if (!Arrays.equals(bytes, DrawWriter.bytes(draw))) {
      return Optional.of("not in canonical form (RFC 8785)");
    }
    byte[] content = DrawWriter.content(draw.customer(), draw.request(), draw.outcome());
    if (!draw.id().equals(DrawId.ofContent(content))) {
      return Optional.of("the id is not the hash of the content");
    }
    Optional<PublishedKey> key = keys.find(draw.signature().keyId());
    if (key.isEmpty()) {
      return Optional.of("no published key has the id " + draw.signature().keyId());
    }
    if (!isSigned(draw, key.get())) {
      return Optional.of("the signature is not that of key " + key.get().keyId());
    }
    return draw.request().spec().objectionTo(draw.outcome().result());
  }

  private boolean isSigned(Draw draw, PublishedKey key) {
    try {
      Signature signature = algorithm.get();
      signature.initVerify(key.toPublicKey());
      signature.update(
          DrawWriter.signedContent(draw.customer(), draw.request(), draw.outcome(), draw.id()));
      return signature.verify(Base64Url.decode(draw.signature().value()).orElseThrow());
    } catch (GeneralSecurityException notASignature) {
      // Thrown for values that no signer makes, such as S out of range (RFC 8032 section 5.1.7).
      return false;
    }
  }
}
