package io.eightnines.failover.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Self-signed certificates for tests, made by the JDK's own keytool. */
public final class Certificates {
  private static final String PASSWORD = "not-secret";

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  public static Certificates in(Path directory) {
    return new Certificates(directory);
  }

  /** A key with its certificate, which is its own authority. */
  public record Issued(Path certificate, Path store) {
    SSLContext server() throws GeneralSecurityException, IOException {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    }
  }

  /** Issues one for a name. */
  public Issued issue(String name) throws IOException, InterruptedException {
    Path store = directory.resolve(name + ".p12");
    Path certificate = directory.resolve(name + ".pem");
    List<String> key =
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:" + name);
    keytool(store, key);
    keytool(store, List.of("-exportcert", "-rfc", "-file", certificate.toString()));
    return new Issued(certificate, store);
  }

  private static void keytool(Path store, List<String> what)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(List.of("-alias", "test", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
