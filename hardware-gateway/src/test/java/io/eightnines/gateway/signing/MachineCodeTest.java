package io.eightnines.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineCodeTest {
  @Test
  void it_finds_genuine_and_forged_what_java_finds_so_whichever_bit_is_changed() throws Exception {
    SigningKey key = new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    byte[] bytes = DrawWriter.bytes(draw(key));
    PublishedKeys keys = new PublishedKeys(List.of(key.published()));
    DrawVerifier machine = MachineCode.verifier(keys);
    DrawVerifier java = new DrawVerifier(keys);

    assertThat(machine.verify(bytes)).isInstanceOf(DrawVerifier.Genuine.class);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(machine.verify(changed))
          .isInstanceOf(DrawVerifier.Forged.class)
          .isEqualTo(java.verify(changed));
    }
  }

  private static Draw draw(SigningKey key) {
    return Draw.issue(
        new CustomerId("acme"),
        new DrawRequest(new ChainName("c"), null, new Tag("a"), new Spec.Permutation(1)),
        new Outcome(
            List.of(new GeneratorUse("g", "m", "s", "untested")), Instant.EPOCH, List.of(1L)),
        key);
  }
}
