package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.probe.ProbePolicy.Manner;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** How connections are made: from which address, and in TLS or not. */
final class Wire {
  /** TLS for one name. */
  private record Tls(SSLSocketFactory sockets, String serverName) {}

  private final @Nullable InetAddress source;
  private final @Nullable Tls tls;
  private final KeptConnection.Means means;

  private Wire(@Nullable InetAddress source, @Nullable Tls tls, KeptConnection.Means means) {
    this.source = source;
    this.tls = tls;
    this.means = means;
  }

  /** The way that a policy wants. */
  static Wire of(ProbePolicy policy, KeptConnection.Means means) {
    Tls tls =
        policy.manner() instanceof Manner.Https https
            ? new Tls(https.trust().context().getSocketFactory(), https.trust().serverName())
            : null;
    return new Wire(policy.source(), tls, means);
  }

  /** The request for a path, ready to be sent. */
  byte[] request(Endpoint endpoint, String path) {
    String host = endpoint.address().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    String name = tls == null ? literal : tls.serverName();
    return "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: eightnines-failover\r\n\r\n"
        .formatted(path, name, endpoint.port())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Connects within {@code limit}, and shakes hands within twice that.
   *
   * @param onEnd called when the connection has ended, for whatever reason
   * @throws IOException as {@link Socket#connect} and {@link SSLSocket#startHandshake} do
   */
  @SuppressWarnings("AddressSelection") // An endpoint is one literal address, never a name.
  KeptConnection open(
      Endpoint endpoint, Depth depth, Duration limit, Consumer<KeptConnection> onEnd)
      throws IOException {
    int millis = (int) Math.max(1, limit.toMillis());
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      if (source != null) {
        socket.bind(new InetSocketAddress(source, 0));
      }
      socket.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), millis);
      Socket talking = tls == null ? socket : shakenHands(tls, socket, endpoint.port(), millis);
      return new KeptConnection(socket, talking, depth, means, onEnd);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket shakenHands(Tls tls, Socket socket, int port, int millis)
      throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.sockets().createSocket(socket, tls.serverName(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    socket.setSoTimeout(millis); // For each of the two flights that a full handshake waits for.
    secured.startHandshake();
    socket.setSoTimeout(0);
    return secured;
  }

  /** Why TLS failed, in words: the certificate's fault first, since that is what one can mend. */
  static String describe(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return "certificate: " + cause.getMessage();
      }
      if (cause instanceof EOFException) {
        return "tls: the connection ended in the handshake";
      }
    }
    return "tls: " + failure.getMessage();
  }
}
