package io.eightnines.runbooks.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed when daemons are asked over TLS. */
public final class Trust {
  private Trust() {}

  /** Those whom the Java runtime believes. */
  public static SSLContext ofRuntime() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a default TLS context", e);
    }
  }

  /**
   * Only the issuers in a file of PEM certificates.
   *
   * @throws IOException if it cannot be read or holds none
   */
  public static SSLContext in(Path authorities) throws IOException {
    try (InputStream in = Files.newInputStream(authorities)) {
      KeyStore issuers = KeyStore.getInstance(KeyStore.getDefaultType());
      issuers.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        issuers.setCertificateEntry("authority-" + issuers.size(), each);
      }
      if (issuers.size() == 0) {
        throw new IOException("it holds no certificate");
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(issuers);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
