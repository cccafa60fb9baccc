package io.eightnines.gateway.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.eightnines.client.draw.Base64Url;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
  private static final int MESSAGES = 50;

  @Test
  void machine_code_and_java_make_the_same_signatures_and_the_jdk_finds_them_genuine()
      throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assumeThat(NativeEd25519.of(pair.getPrivate()))
        .as("machine code for this processor, which Linux on x86-64 has")
        .isPresent();
    NativeEd25519 machine = NativeEd25519.of(pair.getPrivate()).orElseThrow();
    SigningKey key = new SigningKey(pair);

    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = "a draw, ".repeat(i).getBytes(UTF_8);
      byte[] signature = machine.sign(message);

      assertThat(signature).isEqualTo(key.signInJava(message));
      assertThat(Base64Url.decode(key.sign(message).value())).contains(signature);
      Signature verifier = Signature.getInstance("Ed25519", "SunEC");
      verifier.initVerify(pair.getPublic());
      verifier.update(message);
      assertThat(verifier.verify(signature)).isTrue();
    }
  }
}
