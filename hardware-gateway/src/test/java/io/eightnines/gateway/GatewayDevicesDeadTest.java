package io.eightnines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.problem.Problem;
import io.eightnines.client.problem.ProblemReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose devices all fail, and come back. */
class GatewayDevicesDeadTest {

  /** Two of them take more than the smallest pool holds. */
  private static final String LARGEST = "{\"kind\":\"permutation\",\"size\":100000}";

  private static final String LOTTERY =
      "{\"kind\":\"pools\",\"pools\":[{\"k\":5,\"n\":50},{\"k\":2,\"n\":12}]}";

  @TempDir private Path folder;

  private @Nullable DropwizardTestSupport<GatewayConfiguration> support;
  private Gateway gateway = new Gateway(1);
  private int chains;

  @BeforeEach
  void start() throws Exception {
    Path file = Gateway.configure(folder, 0, "shutdownNotice: 0ms\npool: {size: 512KiB}");
    String simulator = "  - {id: noise-%d, simulator: {faultFile: %s/noise-%d}}\n";
    String text =
        Files.readString(file)
            .replace(
                "  - {id: noise-1, path: /dev/random}\n",
                simulator.formatted(1, folder, 1) + simulator.formatted(2, folder, 2));
    Files.writeString(file, text);
    DropwizardTestSupport<GatewayConfiguration> started = Gateway.support(file);
    started.before();
    support = started;
    gateway = new Gateway(started.getLocalPort());
    gateway.awaitReady();
  }

  @AfterEach
  void stop() {
    if (support != null) {
      support.after();
    }
  }

  @Test
  void the_pool_drains_then_draws_are_refused_for_a_while_then_they_are_issued_again()
      throws Exception {
    fault("dead");
    await(() -> !deep().contains("\"health\":\"healthy\""));

    await(() -> draw(LARGEST).statusCode() == 503);
    HttpResponse<byte[]> refused = draw(LARGEST);
    Problem problem = ProblemReader.read(refused.body()).orElseThrow();
    assertThat(problem.slug()).isEqualTo("entropy-exhausted");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();

    fault("sound");
    await(() -> draw(LARGEST).statusCode() == 201);
  }

  @Test
  void stuck_ones_are_shown_as_quarantined_and_nothing_is_drawn_of_them() throws Exception {
    fault("stuck");

    await(() -> deep().split("\"health\":\"quarantined\",\"id\":\"noise-[12]\"", -1).length == 3);
    assertThat(deep()).contains("\"lastFailure\":\"repetition-count\"", "\"bytes\":0");
    assertThat(draw(LOTTERY).statusCode()).isEqualTo(503);
  }

  @Test
  void a_lottery_is_drawn_from_both_and_says_that_they_are_no_hardware() throws Exception {
    await(() -> draw(LOTTERY).statusCode() == 201);

    byte[] bytes = draw(LOTTERY).body();
    Draw draw = ((DrawReader.Read) DrawReader.read(bytes)).draw();

    assertThat(draw.request().spec().objectionTo(draw.outcome().result())).isEmpty();
    assertThat(draw.outcome().generators())
        .containsExactly(
            new GeneratorUse("noise-1", "simulator without hardware", "site-a", "healthy"),
            new GeneratorUse("noise-2", "simulator without hardware", "site-a", "healthy"));
  }

  private HttpResponse<byte[]> draw(String spec) throws Exception {
    String body =
        "{\"chain\":\"chain-%d\",\"previous\":null,\"spec\":%s}".formatted(chains++, spec);
    return gateway.send(gateway.draw("acme", body));
  }

  private String deep() throws Exception {
    return new String(gateway.send(gateway.to("/health/deep").GET()).body(), UTF_8);
  }

  private void fault(String fault) throws IOException {
    for (String id : new String[] {"noise-1", "noise-2"}) {
      // In one step, so that no half a line is read.
      Path next = Files.writeString(folder.resolve("next"), fault + "\n");
      Files.move(next, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 3000; i++) {
      if (condition.call()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("not within a minute");
  }
}
