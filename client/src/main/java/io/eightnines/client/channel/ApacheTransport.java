package io.eightnines.client.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP/1.1 by Apache HttpClient, with a client, pool and I/O thread of its own for each
 * endpoint.
 *
 * <p>HTTP/1.1 on purpose: an exchange owns its connection, so giving an exchange up closes the
 * connection, and a peer that has fallen silent cannot hold later requests. Retries, redirects,
 * cookies and name resolution are off: the channel decides, and endpoints are addresses.
 */
public final class ApacheTransport implements Transport {
  /** A connection within a region takes some milliseconds, around the world 150 ms. */
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofMilliseconds(200);

  /** More requests at once than this wait for each other: a bound, not a target. */
  private static final int MAX_CONNECTIONS = 512;

  private final SSLContext trust;
  private final Map<Endpoint, Line> lines = new ConcurrentHashMap<>(); // any thread may be first

  private record Line(
      CloseableHttpAsyncClient client, PoolingAsyncClientConnectionManager connections) {}

  /** Every name of this line is the endpoint's; the system's resolver is never asked. */
  private record KnownAddress(InetAddress address) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {address};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private ApacheTransport(SSLContext trust) {
    this.trust = trust;
  }

  /** A transport that trusts what the JVM trusts. */
  public static ApacheTransport overSystemTrust() {
    return new ApacheTransport(SSLContexts.createSystemDefault());
  }

  /** A transport with the caller's trust and, for mutual TLS, the caller's key. */
  public static ApacheTransport over(SSLContext trust) {
    return new ApacheTransport(trust);
  }

  @Override
  public Exchange start(
      Endpoint endpoint, Request request, Duration timeout, Consumer<Outcome> done) {
    SimpleHttpRequest message =
        SimpleRequestBuilder.create(request.method())
            .setHttpHost(new HttpHost(endpoint.scheme(), endpoint.host(), endpoint.port()))
            .setPath(request.path())
            .build();
    request.headers().forEach(message::setHeader);
    if (request.body().length > 0) {
      message.setBody(request.body(), ContentType.parse(contentType(request)));
    }
    Timeout limit = Timeout.of(timeout);
    message.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(limit)
            .setConnectionRequestTimeout(limit)
            .build());
    Delivery delivery = new Delivery(done);
    Future<Response> exchange =
        line(endpoint)
            .client()
            .execute(
                SimpleRequestProducer.create(message),
                new BoundedResponse(delivery::connectionIsFree),
                null,
                delivery);
    return () -> exchange.cancel(true);
  }

  private static String contentType(Request request) {
    return request.headers().getOrDefault("Content-Type", "application/octet-stream");
  }

  @Override
  public void dropConnections(Endpoint endpoint) {
    line(endpoint).connections().closeIdle(TimeValue.ZERO_MILLISECONDS);
  }

  @Override
  public void close() {
    lines.values().forEach(line -> line.client().close(CloseMode.GRACEFUL));
  }

  private Line line(Endpoint endpoint) {
    return lines.computeIfAbsent(endpoint, this::connect);
  }

  private Line connect(Endpoint endpoint) {
    PoolingAsyncClientConnectionManager connections =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(new KnownAddress(endpoint.address()))
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT_TIMEOUT).build())
            .setDefaultTlsConfig(
                TlsConfig.custom()
                    .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                    .setHandshakeTimeout(CONNECT_TIMEOUT)
                    .build())
            .setTlsStrategy(ClientTlsStrategyBuilder.create().setSslContext(trust).buildAsync())
            .build();
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(connections)
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
    client.start();
    return new Line(client, connections);
  }

  /**
   * Tells of an answer when its connection is back in the pool. The library completes the future a
   * moment earlier, and a caller that went on at once would open another connection.
   */
  private static final class Delivery implements FutureCallback<Response> {
    private final Consumer<Outcome> done;
    private final AtomicReference<@Nullable Outcome> answered = new AtomicReference<>();

    private Delivery(Consumer<Outcome> done) {
      this.done = done;
    }

    @Override
    public void completed(Response response) {
      answered.set(new Outcome.Answered(response));
    }

    /** May come more than once, and without an answer. */
    private void connectionIsFree() {
      Outcome outcome = answered.getAndSet(null);
      if (outcome != null) {
        done.accept(outcome);
      }
    }

    @Override
    public void failed(Exception e) {
      done.accept(outcome(e));
    }

    @Override
    public void cancelled() {
      // the channel gave the exchange up, it knows
    }
  }

  private static Outcome outcome(Exception e) {
    String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
    if (e instanceof ConnectTimeoutException
        || e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof SSLException) {
      return new Outcome.Unconnected(reason);
    }
    return e instanceof SocketTimeoutException || isPoolExhausted(e)
        ? new Outcome.TimedOut()
        : new Outcome.Broken(reason);
  }

  private static boolean isPoolExhausted(Exception e) {
    return e instanceof IOException
        && e instanceof org.apache.hc.core5.http.ConnectionRequestTimeoutException;
  }
}
