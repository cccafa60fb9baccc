package io.eightnines.failover.publish.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsigFileTest {
  private static final String SECRET = "c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISEhISEhISEhISE=";

  @TempDir Path directory;

  private Path write(String mode, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void a_key_is_read() throws Exception {
    Path file = write("rw-------", "hmac-sha512:publisher.example.test:" + SECRET + "\n");

    assertThat(TsigFile.read(file).toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rw-r----- | hmac-sha256:a:SECRET  | mode rw-r-----, expected rw-------
          rw------- | hmac-md5:a:SECRET     | another form
          rw------- | SECRET                | another form
          rw------- | hmac-sha256:a:c2hvcnQ= | 5 bytes, expected 16 or more
          rw------- | hmac-sha256:a:c2hvc=nQ | not Base64
          rw------- | hmac-sha256:a..b:SECRET | expected a domain name
          """)
  void a_file_that_cannot_be_used_is_refused_and_nothing_of_it_is_shown(
      String mode, String text, String message) throws Exception {
    Path file = write(mode, text.replace("SECRET", SECRET));

    assertThatThrownBy(() -> TsigFile.read(file))
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString())
        .message()
        .doesNotContain(SECRET);
  }
}
