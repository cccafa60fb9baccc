package io.eightnines.gateway;

import io.eightnines.client.verify.PublishedKey;
import io.eightnines.gateway.settings.SigningSettings;
import io.eightnines.gateway.signing.KeyFile;
import io.eightnines.gateway.signing.KeyRing;
import io.eightnines.gateway.signing.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The signing keys that a configuration names. */
final class SigningWiring {

  /** All public keys of this gateway, within the state directory. */
  private static final String HISTORY = "public-keys.json";

  private SigningWiring() {}

  static KeyRing ring(GatewayConfiguration configuration) {
    Path history = configuration.stateDirectory().resolve(HISTORY);
    return new KeyRing(history, key(configuration), others(configuration));
  }

  /** The key that is to sign, tried out. */
  static SigningKey key(GatewayConfiguration configuration) {
    Path file = keyFile(configuration);
    SigningSettings signing = configuration.signing();
    SigningKey key =
        signing.createIfMissing() && Files.notExists(file)
            ? KeyFile.create(file)
            : KeyFile.read(file);
    key.selfTest();
    return key;
  }

  static Path keyFile(GatewayConfiguration configuration) {
    return configuration.stateDirectory().resolve(configuration.signing().keyFile());
  }

  static List<PublishedKey> others(GatewayConfiguration configuration) {
    return configuration.signing().retiredPublicKeys().stream().map(PublishedKey::ofRaw).toList();
  }
}
