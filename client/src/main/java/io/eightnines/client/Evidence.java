package io.eightnines.client;

/** The bytes of a draw exactly as they were served; the signature covers nothing else. */
public final class Evidence {
  private final byte[] bytes;

  Evidence(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
