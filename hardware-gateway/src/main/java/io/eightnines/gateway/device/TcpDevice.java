package io.eightnines.gateway.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A device that sends noise to whoever connects. The connection is kept; after any fault the next
 * read makes a new one.
 */
public final class TcpDevice implements Device {

  /**
   * Where the device is.
   *
   * @param certificateSha256 the only certificate that is trusted, over TLS; without it plain TCP
   */
  public record Place(String host, int port, Optional<String> certificateSha256) {}

  private final String id;
  private final String model;
  private final Place place;
  private final int patienceMillis;

  /** Held by the one read that uses the connection; another fails at once instead of waiting. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Closed by others than the reader too, so that a hung read ends. */
  private volatile @Nullable Socket connection;

  /**
   * A stream.
   *
   * @param patience how long to connect, and until some bytes come
   */
  public TcpDevice(String id, String model, Place place, Duration patience) {
    this.id = id;
    this.model = model;
    this.place = place;
    this.patienceMillis = Math.toIntExact(patience.toMillis());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public byte[] read(int max) throws IOException {
    if (!lock.tryLock()) {
      throw new IOException("the read before is not done");
    }
    try {
      byte[] bytes = new byte[max];
      int read = connected().getInputStream().read(bytes);
      if (read < 1) {
        throw new IOException("the stream has ended");
      }
      return read == max ? bytes : Arrays.copyOf(bytes, read);
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private Socket connected() throws IOException {
    Socket kept = connection;
    if (kept != null) {
      return kept;
    }
    Socket socket = new Socket();
    // Known before it is connected, so that whatever fails from here on closes it.
    connection = socket;
    socket.connect(new InetSocketAddress(place.host(), place.port()), patienceMillis);
    if (place.certificateSha256().isPresent()) {
      SSLSocket secure =
          (SSLSocket)
              PinnedTrust.context(place.certificateSha256().get())
                  .getSocketFactory()
                  .createSocket(socket, place.host(), place.port(), true);
      connection = secure;
      secure.setSoTimeout(patienceMillis);
      secure.startHandshake();
      return secure;
    }
    socket.setSoTimeout(patienceMillis);
    return socket;
  }

  @Override
  public void close() {
    Socket kept = connection;
    connection = null;
    if (kept != null) {
      try {
        kept.close();
      } catch (IOException alreadyGone) {
        // Nothing is left to be done.
      }
    }
  }
}
