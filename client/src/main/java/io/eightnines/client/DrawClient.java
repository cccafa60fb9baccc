package io.eightnines.client;

import io.eightnines.client.channel.Reply;
import io.eightnines.client.channel.Request;
import io.eightnines.client.channel.ResilientChannel;
import io.eightnines.client.channel.Response;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.client.problem.Problem;
import io.eightnines.client.problem.ProblemReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks for draws in the name of one customer. Safe for use by many threads. */
public final class DrawClient {

  private final ResilientChannel channel;
  private final String authorization;

  /**
   * A client over a channel to the API's regions; the channel stays the caller's to close.
   *
   * @param token the customer's API key
   */
  public DrawClient(ResilientChannel channel, String token) {
    this.channel = channel;
    this.authorization = "Bearer " + token;
  }

  /**
   * Asks for the next draw of a chain. Asking again with the same request gives the same draw.
   *
   * @param within 10 ms to 60 s
   * @return the reply, never an exception; it completes on the channel's own thread
   */
  public CompletableFuture<DrawReply> draw(DrawRequest request, Duration within) {
    Request message =
        Request.postJson("/v1/draws", DrawWriter.bytes(request))
            .with("Authorization", authorization);
    return channel.send(message, within).thenApply(DrawClient::judge);
  }

  private static DrawReply judge(Reply reply) {
    if (reply instanceof Reply.Unanswered unanswered) {
      return new DrawReply.Unavailable(unanswered.reason());
    }
    Response response = ((Reply.Answered) reply).response();
    return response.status() < 300 ? drawn(response) : problem(response);
  }

  private static DrawReply drawn(Response response) {
    DrawReader.Reading reading = DrawReader.read(response.body());
    return reading instanceof DrawReader.Read read
        ? new DrawReply.Drawn(read.draw(), new Evidence(response.body()))
        : new DrawReply.Unavailable("the answer is not a draw: " + reading);
  }

  private static DrawReply problem(Response response) {
    Optional<Problem> problem = ProblemReader.read(response.body());
    if (problem.isEmpty() || response.status() >= 500) {
      return new DrawReply.Unavailable(
          response.status() + problem.map(told -> ": " + told.detail()).orElse(""));
    }
    return problem.get().issued() != null
        ? new DrawReply.Conflict(problem.get().issued())
        : new DrawReply.Refused(problem.get());
  }
}
