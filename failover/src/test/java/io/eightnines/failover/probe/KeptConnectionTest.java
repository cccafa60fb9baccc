package io.eightnines.failover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.probe.KeptConnection.Exchange;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptConnectionTest {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<KeptConnection> end = new CompletableFuture<>();
  private final List<Exchange> told = Collections.synchronizedList(new ArrayList<>());
  private Socket peer;
  private KeptConnection connection;

  @BeforeEach
  void connect() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
      peer = server.accept();
      KeptConnection.Means means = new KeptConnection.Means(System::nanoTime, threads, alarms);
      connection = new KeptConnection(socket, socket, Depth.SHALLOW, means, end::complete);
    }
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    peer.close();
    threads.shutdown();
    alarms.shutdownNow();
  }

  private CompletableFuture<Exchange> ask(Duration limit) {
    CompletableFuture<Exchange> answer = new CompletableFuture<>();
    connection.ask(
        REQUEST,
        limit,
        came -> {
          told.add(came);
          answer.complete(came);
        });
    return answer.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private void peerSays(String text) throws Exception {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void peerHears() throws Exception {
    assertThat(peer.getInputStream().readNBytes(REQUEST.length)).isEqualTo(REQUEST);
  }

  @Test
  void one_connection_carries_one_question_after_another() throws Exception {
    for (int question = 0; question < 3; question++) {
      CompletableFuture<Exchange> answer = ask(LONG);
      peerHears();
      peerSays(ANSWER);

      assertThat(answer.join().outcome()).isInstanceOf(Outcome.Healthy.class);
      assertThat(answer.join().reusable()).isTrue();
    }
    assertThat(end).isNotDone();
  }

  @Test
  void what_is_not_answered_in_time_is_told_once_whatever_comes_later() throws Exception {
    CompletableFuture<Exchange> answer = ask(Duration.ofMillis(1));

    assertThat(answer.join())
        .isEqualTo(new Exchange(new Outcome.TimedOut(Duration.ofMillis(1)), false));

    peerHears();
    peerSays(ANSWER);
    assertThat(end.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(connection);
    assertThat(told).hasSize(1);
  }

  @Test
  void an_end_in_the_midst_of_a_question_is_a_drop() throws Exception {
    CompletableFuture<Exchange> answer = ask(LONG);
    peerHears();
    peer.close();

    assertThat(answer.join()).isEqualTo(new Exchange(new Outcome.Dropped(), false));
    assertThat(end.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(connection);
  }

  @Test
  void an_answer_that_nobody_asked_for_ends_the_connection() throws Exception {
    peerSays(ANSWER);

    assertThat(end.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(connection);
    assertThat(ask(LONG).join()).isEqualTo(new Exchange(new Outcome.Dropped(), false));
  }

  @Test
  void words_that_are_no_answer_are_told_as_such_and_end_the_connection() throws Exception {
    CompletableFuture<Exchange> answer = ask(LONG);
    peerHears();
    peerSays("ICY 200 OK\r\n\r\n");

    assertThat(answer.join().outcome()).isInstanceOf(Outcome.BadAnswer.class);
    assertThat(answer.join().reusable()).isFalse();
    assertThat(end.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(connection);
  }
}
