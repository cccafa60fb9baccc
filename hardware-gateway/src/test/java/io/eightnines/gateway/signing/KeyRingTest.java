package io.eightnines.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.client.verify.PublishedKey;
import io.eightnines.client.verify.PublishedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {

  @TempDir private Path folder;

  private Path history = Path.of("");

  @BeforeEach
  void name_the_file() {
    history = folder.resolve("public-keys.json");
  }

  @Test
  void after_a_change_the_new_key_signs_and_the_old_one_is_published() {
    SigningKey old = key("old");
    SigningKey next = key("next");
    KeyRing ring = new KeyRing(history, old, List.of());
    assertThat(ring.sign(new byte[1]).keyId()).isEqualTo(old.published().keyId());

    ring.change(next, List.of());

    assertThat(ring.sign(new byte[1]).keyId()).isEqualTo(next.published().keyId());
    assertThat(ring.published().keys()).containsExactly(next.published(), old.published());
  }

  @Test
  void every_key_that_ever_signed_is_published_after_a_restart_too() {
    SigningKey first = key("first");
    SigningKey second = key("second");
    SigningKey third = key("third");
    new KeyRing(history, first, List.of()).change(second, List.of());

    KeyRing restarted = new KeyRing(history, third, List.of());

    assertThat(restarted.published().keys())
        .containsExactlyInAnyOrder(first.published(), second.published(), third.published());
  }

  @Test
  void a_key_is_in_the_file_before_it_signs() throws Exception {
    SigningKey first = key("first");

    new KeyRing(history, first, List.of());

    assertThat(PublishedKeys.read(Files.readAllBytes(history)).keys())
        .containsExactly(first.published());
  }

  @Test
  void a_key_that_cannot_be_remembered_does_not_sign() throws Exception {
    SigningKey first = key("first");
    KeyRing ring = new KeyRing(history, first, List.of());
    // A folder in the place of the next file cannot be written.
    Files.createDirectory(folder.resolve("public-keys.json.next"));

    assertThatThrownBy(() -> ring.change(key("second"), List.of()))
        .isInstanceOf(KeyFile.KeyFault.class)
        .hasMessageContaining("cannot be written");

    assertThat(ring.sign(new byte[1]).keyId()).isEqualTo(first.published().keyId());
    assertThat(ring.published().keys()).containsExactly(first.published());
  }

  @Test
  void keys_of_others_are_published_and_the_same_key_once() {
    PublishedKey others = key("others").published();
    SigningKey first = key("first");
    KeyRing ring = new KeyRing(history, first, List.of(others, others));

    ring.change(first, List.of(others));

    assertThat(ring.published().keys()).containsExactly(first.published(), others);
  }

  @Test
  void a_broken_file_is_refused_by_name() throws Exception {
    Files.writeString(history, "{\"keys\":7}");

    assertThatThrownBy(() -> new KeyRing(history, key("first"), List.of()))
        .hasMessageContaining("public-keys.json")
        .hasMessageContaining("keys");
  }

  private SigningKey key(String name) {
    return KeyFile.create(folder.resolve(name + ".pem"));
  }
}
