package io.eightnines.runbooks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's identity for tests, and the file by which others can tell that it is genuine. */
public record Certified(SSLContext context, Path authority) {
  /** Certifies {@code address} by an authority of its own, with files in {@code folder}. */
  public static Certified at(String address, Path folder)
      throws IOException, GeneralSecurityException {
    Authority issuer = new Authority();
    Path authority = folder.resolve("ca.pem");
    Path certificate = folder.resolve("server.pem");
    Path key = folder.resolve("server.key");
    issuer.publish(authority);
    issuer.issue("server", address, certificate, key);
    String pem = Files.readString(key).replaceAll("-----.*-----|\\s", "");
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      store.setKeyEntry(
          "server",
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))),
          new char[0],
          new Certificate[] {CertificateFactory.getInstance("X.509").generateCertificate(in)});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new Certified(context, authority);
  }
}
