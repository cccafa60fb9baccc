package io.eightnines.client.draw;

/**
 * A draw as issued: request, outcome, the id that is a hash over both, and the gateway's signature.
 *
 * <p>Holding one proves nothing: {@code io.eightnines.client.verify.DrawVerifier} does.
 */
public record Draw(
    CustomerId customer, DrawRequest request, Outcome outcome, DrawId id, Signature signature) {

  /** The newest version of the record's layout; which one a draw has, its spec decides. */
  public static final int NEWEST_VERSION = 2;

  /** Signs the canonical bytes of a draw that has all but its signature. */
  @FunctionalInterface
  public interface Signer {
    /** The signature over {@code content}. */
    Signature sign(byte[] content);
  }

  /** Makes the draw: derives the id from the content, then signs content and id together. */
  public static Draw issue(
      CustomerId customer, DrawRequest request, Outcome outcome, Signer signer) {
    DrawText text = DrawText.of(customer, request, outcome);
    DrawId id = DrawId.ofContent(text.content());
    Signature signature = signer.sign(text.signedContent(id));
    return new Draw(customer, request, outcome, id, signature);
  }
}
