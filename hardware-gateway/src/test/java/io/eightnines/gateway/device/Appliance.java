package io.eightnines.gateway.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Appliances on the loopback that give seeded noise, over HTTP and as a stream, with TLS or not.
 */
final class Appliance implements AutoCloseable {

  static final String AUTHORIZATION = "Bearer of noise";

  private static final char[] PASSWORD = "of no use".toCharArray();

  private final Random noise = new Random(7);
  private final X509Certificate certificate;
  private final SSLContext tls;
  private final HttpServer http;
  private final HttpsServer https;
  private final ServerSocket stream;
  private final ServerSocket secureStream;
  private final AtomicReference<String> authorization = new AtomicReference<>("");

  Appliance() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    this.certificate = selfSigned(keys);
    this.tls = context(keys, certificate);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    this.https = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    this.https.setHttpsConfigurator(new HttpsConfigurator(tls));
    this.stream = new ServerSocket(0, 8, loopback);
    this.secureStream = tls.getServerSocketFactory().createServerSocket(0, 8, loopback);
    for (HttpServer server : new HttpServer[] {http, https}) {
      server.createContext("/noise", this::answer);
      server.start();
    }
    Thread.ofPlatform().daemon().start(() -> serve(stream));
    Thread.ofPlatform().daemon().start(() -> serve(secureStream));
  }

  HttpDevice.Place plain(String path) {
    return new HttpDevice.Place(
        "http://127.0.0.1:" + http.getAddress().getPort() + path,
        Optional.empty(),
        Optional.empty());
  }

  HttpDevice.Place secure(String sha256) {
    return new HttpDevice.Place(
        "https://127.0.0.1:" + https.getAddress().getPort() + "/noise?bytes={bytes}",
        Optional.empty(),
        Optional.of(sha256));
  }

  TcpDevice.Place plainStream() {
    return new TcpDevice.Place("127.0.0.1", stream.getLocalPort(), Optional.empty());
  }

  TcpDevice.Place secureStream(String sha256) {
    return new TcpDevice.Place("127.0.0.1", secureStream.getLocalPort(), Optional.of(sha256));
  }

  /** SHA-256 of the one certificate that all of them show. */
  String pin() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(hash);
  }

  /** What the last request had as its header Authorization; empty if none. */
  String authorization() {
    return authorization.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    authorization.set(given == null ? "" : given);
    byte[] body =
        new byte[query.startsWith("bytes=") ? Integer.parseInt(query.substring(6)) : 9999];
    synchronized (noise) {
      noise.nextBytes(body);
    }
    if (exchange.getRequestURI().getPath().endsWith("/empty")) {
      exchange.sendResponseHeaders(200, -1);
    } else if (exchange.getRequestURI().getPath().endsWith("/refused")) {
      exchange.sendResponseHeaders(403, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void serve(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> send(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void send(Socket socket) {
    try (socket) {
      byte[] some = new byte[1000];
      while (true) {
        synchronized (noise) {
          noise.nextBytes(some);
        }
        socket.getOutputStream().write(some);
      }
    } catch (IOException left) {
      // The other side has gone.
    }
  }

  private static X509Certificate selfSigned(KeyPair keys) throws Exception {
    X500Name name = new X500Name("CN=appliance");
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            name,
            keys.getPublic());
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("Ed25519").build(keys.getPrivate())));
  }

  private static SSLContext context(KeyPair keys, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("a", keys.getPrivate(), PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    http.stop(0);
    https.stop(0);
    try {
      stream.close();
      secureStream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
