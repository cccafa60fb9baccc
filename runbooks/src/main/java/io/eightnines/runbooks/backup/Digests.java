package io.eightnines.runbooks.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Sums over the bytes of a file, in hexadecimal. */
final class Digests {
  private Digests() {}

  static String sha256(Path file) throws IOException {
    return digest(file, "SHA-256");
  }

  /** Guards against accidents only; the daemons' log has no other sum. */
  static String md5(Path file) throws IOException {
    return digest(file, "MD5");
  }

  private static String digest(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has both
    }
  }
}
