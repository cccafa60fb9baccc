package io.eightnines.failover.publish.route53;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.Route53ClientBuilder;

/** Clients of Route 53 that ask once: whoever uses them counts, spaces and repeats the calls. */
public final class Route53Clients {
  /** An answer that takes longer is none; the change may have been made all the same. */
  private static final Duration CALL = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private Route53Clients() {}

  /**
   * A client with credentials from the SDK's default chain.
   *
   * @param endpoint another than Amazon's own
   */
  public static Route53Client open(@Nullable URI endpoint) {
    return build(endpoint, DefaultCredentialsProvider.builder().build());
  }

  static Route53Client at(URI endpoint, AwsCredentialsProvider credentials) {
    return build(endpoint, credentials);
  }

  private static Route53Client build(@Nullable URI endpoint, AwsCredentialsProvider credentials) {
    Route53ClientBuilder builder =
        Route53Client.builder()
            .region(Region.AWS_GLOBAL)
            .credentialsProvider(credentials)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(CALL))
            .overrideConfiguration(override ->
                override.apiCallTimeout(CALL).retryStrategy(DefaultRetryStrategy.doNotRetry()));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }
}
