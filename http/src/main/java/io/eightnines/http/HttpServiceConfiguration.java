package io.eightnines.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.NotNull;

/** What every HTTP service of ours can be told. */
public abstract class HttpServiceConfiguration extends Configuration {

  /** How long after SIGTERM requests are still taken while readiness already says no. */
  @JsonProperty @NotNull private Duration shutdownNotice = Duration.milliseconds(500);

  /** Allows plain HTTP beyond this machine, where tokens and draws can be read on the way. */
  @JsonProperty private boolean insecurePlainHttp;

  /** Plain HTTP on the loopback, until the file says otherwise. */
  @SuppressWarnings("this-escape") // the setter of Dropwizard only sets a field
  protected HttpServiceConfiguration() {
    DefaultServerFactory server = new DefaultServerFactory();
    PlainHttp.connectors(server).forEach(connector -> connector.setBindHost("127.0.0.1"));
    super.setServerFactory(server);
  }

  public final Duration shutdownNotice() {
    return shutdownNotice;
  }

  public final boolean insecurePlainHttp() {
    return insecurePlainHttp;
  }

  /** Tokens must not travel in the clear. */
  @JsonIgnore
  @ValidationMethod(
      message =
          "server: a connector of type http must have a loopback bindHost such as 127.0.0.1;"
              + " use type https, or set insecurePlainHttp: true")
  public boolean isPlainHttpOnLoopbackOnly() {
    return insecurePlainHttp || PlainHttp.isOnLoopbackOnly(getServerFactory());
  }
}
