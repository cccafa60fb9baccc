package io.eightnines.log;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for tests, which certifies members on 127.0.0.1 and ::1. */
public final class Certificates {
  private final Path directory;
  private final X500Name issuer;
  private final KeyPair keys;

  public Certificates(Path directory, String name) throws Exception {
    this.directory = Files.createDirectories(directory);
    this.issuer = new X500Name("CN=" + name);
    this.keys = keys();
    write(authority(), certificate(issuer, keys, true));
  }

  public Replica.Tls member(String name) throws Exception {
    KeyPair own = keys();
    Path certificate = directory.resolve(name + ".pem");
    Path key = directory.resolve(name + ".key");
    write(certificate, certificate(new X500Name("CN=" + name), own, false));
    write(key, new JcaPKCS8Generator(own.getPrivate(), null));
    return new Replica.Tls(certificate, key, authority());
  }

  public Path authority() {
    return directory.resolve("ca.pem");
  }

  private Object certificate(X500Name subject, KeyPair subjectKeys, boolean isAuthority)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(64, new java.security.SecureRandom()),
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            subject,
            subjectKeys.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                  new GeneralName(GeneralName.iPAddress, "::1")
                }))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static void write(Path file, Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(content);
    }
    Files.writeString(file, text.toString());
  }
}
