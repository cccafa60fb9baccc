package io.eightnines.runbooks.fleet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one fleet. Its key exists in memory only and is forgotten with it:
 * nobody can join a fleet that has started.
 */
public final class Authority {
  /** Nobody keeps a local fleet up for longer; a start makes new certificates. */
  private static final Duration VALIDITY = Duration.ofDays(30);

  private static final X500Name NAME = new X500Name("CN=eightnines local fleet");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  public Authority() {
    try {
      certificate =
          signed(
              builder(NAME, keys)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
    } catch (IOException e) {
      throw new IllegalStateException("extensions are plain values", e);
    }
  }

  /** Writes the authority's own certificate. */
  public void publish(Path file) throws IOException {
    PrivateFile.write(file, pem("CERTIFICATE", encoded(certificate)));
  }

  /**
   * Issues a certificate for one daemon, which serves and calls the others with it.
   *
   * @param address a literal; beside the name it is what the certificate is good for
   */
  public void issue(String name, String address, Path certificateFile, Path keyFile)
      throws IOException {
    KeyPair own = newKeys();
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, name), new GeneralName(GeneralName.iPAddress, address)
    };
    X509Certificate leaf =
        signed(
            builder(new X500Name("CN=" + name), own)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                        new KeyPurposeId[] {
                          KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                        }))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names)));
    PrivateFile.write(certificateFile, pem("CERTIFICATE", encoded(leaf)));
    PrivateFile.write(keyFile, pem("PRIVATE KEY", own.getPrivate().getEncoded()));
  }

  private static X509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(127, RANDOM),
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(now.plus(VALIDITY)),
        subject,
        own.getPublic());
  }

  private X509Certificate signed(X509v3CertificateBuilder builder) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with ECDSA", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate just made has an encoding", e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
  }
}
