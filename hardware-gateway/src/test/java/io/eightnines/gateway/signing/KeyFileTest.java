package io.eightnines.gateway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  @TempDir private Path folder;

  @Test
  void a_key_is_read_as_it_was_made() {
    Path file = folder.resolve("signing.pem");

    SigningKey made = KeyFile.create(file);

    assertThat(KeyFile.read(file).published()).isEqualTo(made.published());
    assertThat(KeyFile.read(file).sign(new byte[3])).isEqualTo(made.sign(new byte[3]));
  }

  @Test
  void only_its_owner_may_read_it() throws Exception {
    Path file = folder.resolve("signing.pem");

    KeyFile.create(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_key_that_others_may_read_is_refused() throws Exception {
    Path file = folder.resolve("signing.pem");
    KeyFile.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void a_key_is_never_overwritten() {
    Path file = folder.resolve("signing.pem");
    SigningKey first = KeyFile.create(file);

    assertThatThrownBy(() -> KeyFile.create(file)).isInstanceOf(KeyFile.KeyFault.class);
    assertThat(KeyFile.read(file).published()).isEqualTo(first.published());
  }

  @Test
  void halves_of_two_keys_are_refused() throws Exception {
    Path one = folder.resolve("one.pem");
    Path two = folder.resolve("two.pem");
    KeyFile.create(one);
    KeyFile.create(two);
    String mark = "-----BEGIN PUBLIC KEY-----";
    String mixed =
        Files.readString(one).split(mark, -1)[0] + mark + Files.readString(two).split(mark, -1)[1];
    Files.writeString(one, mixed);

    assertThatThrownBy(() -> KeyFile.read(one)).hasMessageContaining("not that of its private");
  }

  @Test
  void what_is_no_key_is_refused_without_being_shown() throws Exception {
    Path file = folder.resolve("signing.pem");
    KeyFile.create(file);
    Files.writeString(file, "my secret words");

    assertThatThrownBy(() -> KeyFile.read(file))
        .hasMessageContaining("PUBLIC KEY")
        .hasMessageNotContaining("secret words");
  }

  @Test
  void what_is_signed_here_verifies_by_the_platforms_own_implementation() {
    KeyFile.create(folder.resolve("signing.pem")).selfTest();
  }

  @Test
  void a_key_shows_its_id_only() {
    SigningKey key = KeyFile.create(folder.resolve("signing.pem"));

    assertThat(key.toString()).isEqualTo("key " + key.published().keyId());
  }
}
