package io.eightnines.runbooks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
  @TempDir private Path folder;

  private Disk mounted() throws IOException {
    try {
      return Disk.mount(folder.resolve("image"), folder.resolve("state"));
    } catch (NotPossibleHereException e) {
      return abort("SKIPPED, the power of a disk is not cut: " + e.getMessage());
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_power_cut_takes_what_was_not_flushed_and_nothing_else() throws IOException {
    try (Disk disk = mounted()) {
      Path kept = folder.resolve("state/kept");
      Path lost = folder.resolve("state/lost");
      try (FileChannel file =
          FileChannel.open(kept, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(bytes("flushed"));
        file.force(true);
        file.write(bytes(", and not"));
        Files.writeString(lost, "never flushed");

        disk.cut();

        assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
      }
      disk.restore();

      assertThat(kept).hasContent("flushed");
      assertThat(lost).doesNotExist();
    }
  }

  @Test
  void a_disk_that_is_filled_takes_no_byte_more_until_it_is_given_room() throws IOException {
    try (Disk disk = mounted()) {
      Path file = folder.resolve("state/file");
      Files.writeString(file, "there");

      disk.fill();

      assertThatThrownBy(() -> Files.write(folder.resolve("state/more"), new byte[1 << 16]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
      assertThat(file).hasContent("there");
      disk.free();
      assertThat(Files.write(folder.resolve("state/more"), new byte[1 << 16])).hasSize(1 << 16);
    }
  }

  @Test
  void what_a_killed_drill_left_mounted_is_taken_away() throws IOException {
    try (Disk _ = mounted()) {
      Files.writeString(folder.resolve("state/file"), "there");

      Disk.removeLeftovers(folder);

      assertThat(folder.resolve("state/file")).doesNotExist();
    }
    assertThat(folder.resolve("image")).doesNotExist();
  }
}
