package io.eightnines.failover.publish.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/**
 * The file of a key for transaction signatures: one line {@code ALGORITHM:NAME:BASE64}, as the
 * option {@code -y} of nsupdate and kdig takes it. Only its owner may read it.
 */
public final class TsigFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** MD5 and SHA-1 must not be used any more (RFC 8945 section 6). */
  private static final Pattern FORM =
      Pattern.compile("(hmac-sha(?:224|256|384|512)):([^:\\s]{1,255}):([A-Za-z0-9+/=]{1,1024})");

  /** RFC 8945 section 8: as long as the digest is best, less than half of it is no key. */
  private static final int LEAST_BYTES = 16;

  private TsigFile() {}

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it cannot be used; the message shows nothing of it
   */
  public static TSIG read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!permissions.equals(OWNER_ONLY)) {
        throw fault(
            file,
            "has mode %s, expected rw------- (chmod 600)"
                .formatted(PosixFilePermissions.toString(permissions)));
      }
      return parse(file, Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      // Its message may show what it could not decode.
      throw fault(file, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static TSIG parse(Path file, String line) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      throw fault(file, "is in another form, expected one line hmac-sha256:NAME:BASE64");
    }
    byte[] secret = decode(file, matcher.group(3));
    try {
      return new TSIG(
          Name.fromString(matcher.group(1), Name.root),
          Name.fromString(matcher.group(2), Name.root),
          secret);
    } catch (TextParseException e) {
      throw fault(file, "names its key wrongly, expected a domain name");
    }
  }

  private static byte[] decode(Path file, String base64) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw fault(file, "has a secret that is not Base64");
    }
    if (secret.length < LEAST_BYTES) {
      throw fault(
          file,
          "has a secret of %d bytes, expected %d or more".formatted(secret.length, LEAST_BYTES));
    }
    return secret;
  }

  private static IllegalArgumentException fault(Path file, String reason) {
    return new IllegalArgumentException("keyFile " + file + " " + reason);
  }
}
