package io.eightnines.failover.probe;

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
import org.jspecify.annotations.Nullable;

/**
 * Whom a probe over TLS believes: a certificate for {@code serverName} (RFC 9525), issued by one of
 * the authorities.
 *
 * @param authorities a file of PEM certificates; null means those that the Java runtime trusts
 * @param serverName the name to ask for and to verify, because an endpoint is a bare address
 */
public record TlsTrust(@Nullable Path authorities, String serverName) {
  /** As of now: a file that changes later is read at the next start. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(authorities == null ? null : storeOf(authorities));
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "tls.authority is %s, expected a file of PEM certificates: %s"
              .formatted(authorities, e.getMessage()),
          e);
    }
  }

  /** Reads the file and forgets it, to say early that it is no good. */
  public void check() {
    var _ = context();
  }

  private static KeyStore storeOf(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw new IOException("it holds no certificate");
      }
    }
    return store;
  }
}
