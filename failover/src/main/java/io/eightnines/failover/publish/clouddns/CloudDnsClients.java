package io.eightnines.failover.publish.clouddns;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dns.Dns;
import com.google.api.services.dns.DnsScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Clients of Cloud DNS that ask once: whoever uses them counts, spaces and repeats the calls. */
public final class CloudDnsClients {
  private static final int CONNECT_MILLIS = 3000;
  private static final int ANSWER_MILLIS = 10_000;

  private CloudDnsClients() {}

  /**
   * A client with the application's default credentials, which are looked for at the first call.
   *
   * @param endpoint another than Google's own; credentials never go to one without TLS
   */
  public static Dns open(@Nullable URI endpoint) {
    boolean inTheClear = endpoint != null && "http".equals(endpoint.getScheme());
    HttpRequestInitializer credentials = inTheClear ? request -> {} : new Lazily();
    Dns.Builder builder =
        new Dns.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                request -> {
                  credentials.initialize(request);
                  request.setConnectTimeout(CONNECT_MILLIS);
                  request.setReadTimeout(ANSWER_MILLIS);
                  request.setNumberOfRetries(0);
                })
            .setApplicationName("eightnines");
    if (endpoint != null) {
      builder.setRootUrl(endpoint.toString().replaceAll("/?$", "/"));
    }
    return builder.build();
  }

  /** Credentials that are missing at the start may be there later, and others wait for neither. */
  private static final class Lazily implements HttpRequestInitializer {
    private final AtomicReference<@Nullable HttpRequestInitializer> found = new AtomicReference<>();

    @Override
    public void initialize(HttpRequest request) throws IOException {
      HttpRequestInitializer known = found.get();
      if (known == null) {
        known =
            new HttpCredentialsAdapter(
                GoogleCredentials.getApplicationDefault()
                    .createScoped(List.of(DnsScopes.NDEV_CLOUDDNS_READWRITE)));
        found.set(known);
      }
      known.initialize(request);
    }
  }
}
