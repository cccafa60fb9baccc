package io.eightnines.gateway.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An appliance that gives bytes to a GET. The body is the noise itself, in whatever media type; of
 * a longer one the rest is left unread.
 */
public final class HttpDevice implements Device {

  /** What in a URL stands for how many bytes are wanted. */
  public static final String BYTES = "{bytes}";

  /**
   * Where the appliance is.
   *
   * @param url http or https, in which {@value #BYTES} is replaced by how many are wanted
   * @param authorizationFile whose one line is sent as the header Authorization; read for each
   *     request, so that a new one is used at once
   * @param certificateSha256 the only certificate that is trusted; without it whatever the platform
   *     trusts
   */
  public record Place(
      String url, Optional<Path> authorizationFile, Optional<String> certificateSha256) {}

  private final String id;
  private final String model;
  private final Place place;
  private final Duration patience;
  private final HttpClient http;

  /**
   * An appliance.
   *
   * @param patience how long until it answers
   */
  public HttpDevice(String id, String model, Place place, Duration patience) {
    this.id = id;
    this.model = model;
    this.place = place;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // One request at a time: a connection of its own is all that HTTP/2 could give.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience);
    place.certificateSha256().map(PinnedTrust::context).ifPresent(builder::sslContext);
    this.http = builder.build();
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.url().replace(BYTES, Integer.toString(max))))
            .timeout(patience);
    if (place.authorizationFile().isPresent()) {
      String line = Files.readString(place.authorizationFile().get()).strip();
      request.header("Authorization", line);
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return noise(response.statusCode(), body, max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (IllegalArgumentException e) {
      throw new IOException("the authorization file holds no header value");
    }
  }

  private static byte[] noise(int status, InputStream body, int max) throws IOException {
    if (status != 200) {
      throw new IOException("status %d, expected 200".formatted(status));
    }
    byte[] bytes = body.readNBytes(max);
    if (bytes.length == 0) {
      throw new IOException("gave no bytes");
    }
    return bytes;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
