package io.eightnines.gateway.signing;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file of a signing key: two PEM blocks (RFC 7468), PRIVATE KEY in PKCS#8 and PUBLIC KEY, as
 * {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them. Only its
 * owner may read it.
 */
public final class KeyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeyFile() {}

  /** The file cannot be used as a key; the message says which and why, and shows no key. */
  public static final class KeyFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyFault(Path file, String reason) {
      super("signing key %s: %s".formatted(file, reason));
    }
  }

  /** Makes a new key and writes it to a file that does not exist yet. */
  public static SigningKey create(Path file) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String text =
          PemBlock.write("PRIVATE KEY", pair.getPrivate().getEncoded())
              + PemBlock.write("PUBLIC KEY", pair.getPublic().getEncoded());
      Files.createDirectories(file.toAbsolutePath().getParent());
      // Born with its permissions: there is no moment in which others could open it.
      try (FileChannel channel =
          FileChannel.open(
              file,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
        Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.US_ASCII));
        channel.force(true);
      }
      return new SigningKey(pair);
    } catch (IOException e) {
      throw new KeyFault(file, "cannot be written: " + e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** Reads a key. */
  public static SigningKey read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!permissions.equals(OWNER_ONLY)) {
        throw new KeyFault(
            file,
            "mode %s: expected rw------- (chmod 600)"
                .formatted(PosixFilePermissions.toString(permissions)));
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      KeyPair pair =
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(block(file, text, "PUBLIC KEY"))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(block(file, text, "PRIVATE KEY"))));
      if (!belongTogether(pair)) {
        throw new KeyFault(file, "its public key is not that of its private key");
      }
      return new SigningKey(pair);
    } catch (IOException e) {
      throw new KeyFault(file, "cannot be read: " + e);
    } catch (GeneralSecurityException e) {
      // The cause may show key material, so it goes no further.
      throw new KeyFault(file, "holds no Ed25519 key pair");
    }
  }

  private static byte[] block(Path file, String text, String label) {
    return PemBlock.find(text, label)
        .orElseThrow(() -> new KeyFault(file, "has no readable block " + label));
  }

  private static boolean belongTogether(KeyPair pair) throws GeneralSecurityException {
    byte[] message = "one key pair".getBytes(StandardCharsets.US_ASCII);
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();
    signer.initVerify(pair.getPublic());
    signer.update(message);
    return signer.verify(signature);
  }
}
