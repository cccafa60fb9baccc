package io.eightnines.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.http.CallerSettings;
import io.eightnines.http.HttpServiceConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The API's configuration file. What has no default must be given. */
public final class ApiConfiguration extends HttpServiceConfiguration {

  /** The region this instance stands in. */
  @JsonProperty @NotEmpty private String region = "";

  @JsonProperty @Valid @NotEmpty private List<GatewaySettings> gateways = List.of();

  /** A file that holds the token for the gateways, and nothing else. */
  @JsonProperty @NotEmpty private String gatewayTokenFile = "";

  /** Customers; the name is the customer id in every draw. */
  @JsonProperty @Valid @NotEmpty private List<CallerSettings> customers = List.of();

  /** How long a request without a deadline waits. */
  @JsonProperty
  @NotNull
  @MinDuration(value = 50, unit = TimeUnit.MILLISECONDS)
  @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
  private Duration patience = Duration.seconds(2);

  /** Memory for draws, which never change. */
  @JsonProperty @NotNull private DataSize drawCache = DataSize.mebibytes(32);

  public String region() {
    return region;
  }

  public List<GatewaySettings> gateways() {
    return gateways;
  }

  public Path gatewayTokenFile() {
    return Path.of(gatewayTokenFile);
  }

  public List<CallerSettings> customers() {
    return customers;
  }

  public Duration patience() {
    return patience;
  }

  public DataSize drawCache() {
    return drawCache;
  }

  /** A customer's name goes into draws and paths. */
  @JsonIgnore
  @ValidationMethod(message = "customers: each name must be a customer id, and be there once")
  public boolean isEachCustomerThereOnce() {
    return customers.stream().map(CallerSettings::name).allMatch(CustomerId::isValid)
        && customers.stream().map(CallerSettings::name).distinct().count() == customers.size();
  }

  /** One name is one lane in metrics. */
  @JsonIgnore
  @ValidationMethod(message = "gateways: each site must be there once")
  public boolean isEachSiteThereOnce() {
    return gateways.stream().map(GatewaySettings::site).distinct().count() == gateways.size();
  }
}
