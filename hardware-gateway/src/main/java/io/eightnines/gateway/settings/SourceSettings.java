package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From where the noise of a device comes. */
public sealed interface SourceSettings {

  /**
   * A character device.
   *
   * @param path absolute, or {@code auto} for the best of the usual ones
   */
  record File(String path) implements SourceSettings {

    /** Takes the best of the usual devices. */
    public static final String AUTO = "auto";

    public File {
      require(path.equals(AUTO) || path.startsWith("/"), "path must be auto or an absolute path");
    }
  }

  /**
   * An appliance that gives bytes to a GET.
   *
   * @param url in which {@code {bytes}} is replaced by how many are wanted
   * @param authorizationFile holds the value of the header Authorization
   * @param certificateSha256 the only certificate that is trusted, 64 hex digits
   * @param insecurePlainHttp whether noise may cross a network for everybody to see
   */
  record Http(
      String url,
      Optional<String> authorizationFile,
      Optional<String> certificateSha256,
      boolean insecurePlainHttp)
      implements SourceSettings {

    public Http {
      URI uri = URI.create(url.replace("{bytes}", "1"));
      boolean secure = "https".equals(uri.getScheme());
      require(secure || "http".equals(uri.getScheme()), "http.url must begin with http(s)://");
      require(uri.getHost() != null, "http.url must name a host");
      requirePin("http", certificateSha256);
      require(
          secure || certificateSha256.isEmpty(), "http.certificateSha256 needs a url of https://");
      require(
          secure || insecurePlainHttp || isLoopback(String.valueOf(uri.getHost())),
          "http.url must be https:// beyond the loopback, or insecurePlainHttp be true");
      require(
          authorizationFile.filter(file -> !file.startsWith("/")).isEmpty(),
          "http.authorizationFile must be an absolute path");
    }

    @JsonCreator
    static Http of(
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("authorizationFile") @Nullable String authorizationFile,
        @JsonProperty("certificateSha256") @Nullable String certificateSha256,
        @JsonProperty("insecurePlainHttp") @Nullable Boolean insecurePlainHttp) {
      return new Http(
          Given.or(url, ""),
          Optional.ofNullable(authorizationFile),
          Optional.ofNullable(certificateSha256),
          Given.or(insecurePlainHttp, false));
    }
  }

  /**
   * A stream of bytes over TCP.
   *
   * @param certificateSha256 the only certificate that is trusted, over TLS
   * @param insecurePlainTcp whether noise may cross a network for everybody to see
   */
  record Tcp(String host, int port, Optional<String> certificateSha256, boolean insecurePlainTcp)
      implements SourceSettings {

    public Tcp {
      require(!host.isBlank(), "tcp.host must be given");
      require(port >= 1 && port <= 65_535, "tcp.port must be 1 to 65535");
      requirePin("tcp", certificateSha256);
      require(
          certificateSha256.isPresent() || insecurePlainTcp || isLoopback(host),
          "tcp.certificateSha256 must be given beyond the loopback, or insecurePlainTcp be true");
    }

    @JsonCreator
    static Tcp of(
        @JsonProperty("host") @Nullable String host,
        @JsonProperty("port") @Nullable Integer port,
        @JsonProperty("certificateSha256") @Nullable String certificateSha256,
        @JsonProperty("insecurePlainTcp") @Nullable Boolean insecurePlainTcp) {
      return new Tcp(
          Given.or(host, ""),
          Given.or(port, 0),
          Optional.ofNullable(certificateSha256),
          Given.or(insecurePlainTcp, false));
    }
  }

  /**
   * A simulator without hardware, whose draws say so.
   *
   * @param faultFile says which fault it has at present; no such file means none
   */
  record Simulator(Optional<String> faultFile) implements SourceSettings {

    public Simulator {
      require(
          faultFile.filter(file -> !file.startsWith("/")).isEmpty(),
          "simulator.faultFile must be an absolute path");
    }

    @JsonCreator
    static Simulator of(@JsonProperty("faultFile") @Nullable String faultFile) {
      return new Simulator(Optional.ofNullable(faultFile));
    }
  }

  private static void requirePin(String where, Optional<String> sha256) {
    require(
        sha256.filter(hex -> !hex.matches("[0-9a-f]{64}")).isEmpty(),
        where + ".certificateSha256 must be 64 hex digits, small letters");
  }

  /** Addresses only: a name may lead elsewhere tomorrow. */
  private static boolean isLoopback(String host) {
    try {
      return host.matches("[0-9.]+|\\[?[0-9a-f:]+]?|localhost")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
