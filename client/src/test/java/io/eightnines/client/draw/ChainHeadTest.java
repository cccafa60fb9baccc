package io.eightnines.client.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChainHeadTest {

  @Test
  void what_is_written_is_read_as_the_same_head() {
    ChainHead head =
        new ChainHead(
            new CustomerId("acme"), new ChainName("lottery-1"), DrawId.ofContent(new byte[1]), 7);

    assertThat(ChainHead.read(head.toJson())).contains(head);
  }

  @Test
  void something_else_is_not_read() {
    assertThat(ChainHead.read("{\"length\":0}".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(ChainHead.read("[".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
