package io.eightnines.api.gateway;

import io.eightnines.client.channel.ChannelSnapshot;
import io.eightnines.client.channel.Reply;
import io.eightnines.client.channel.Request;
import io.eightnines.client.channel.ResilientChannel;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** All gateways as one: asks whichever answers, and stops asking for a moment when none does. */
public final class Gateways {
  /** Long enough for a percentage to mean something, short enough to notice within a second. */
  private static final int WINDOW_SECONDS = 2;

  private static final int MIN_CALLS = 20;

  /** Higher than usual: while one in five draws is issued, customers are better off trying. */
  private static final float MAX_FAILED_PERCENT = 80;

  /** Not growing: behind it may be the only gateway, and every closed door is downtime. */
  private static final Duration OPEN = Duration.ofMillis(500);

  private static final int TRIAL_CALLS = 5;

  private final ResilientChannel channel;
  private final String token;
  private final CircuitBreaker breaker;

  /**
   * The gateways behind a channel.
   *
   * @param token what this API shows to a gateway; kept out of every log
   * @param clock wall time for the breaker's events
   * @param ticker elapsed nanoseconds
   */
  public Gateways(
      ResilientChannel channel, String token, InstantSource clock, LongSupplier ticker) {
    this.channel = channel;
    this.token = token;
    this.breaker = CircuitBreaker.of("gateways", config(clock, ticker));
  }

  private static CircuitBreakerConfig config(InstantSource clock, LongSupplier ticker) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(WINDOW_SECONDS, MIN_CALLS, SlidingWindowType.TIME_BASED)
        .failureRateThreshold(MAX_FAILED_PERCENT)
        .waitDurationInOpenState(OPEN)
        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
        .clock(clock.withZone(ZoneOffset.UTC))
        .currentTimestampFunction(_ -> ticker.getAsLong(), TimeUnit.NANOSECONDS)
        .build();
  }

  /** Asks a gateway, within the time that the caller has left; blocks until then at most. */
  public GatewayAnswer ask(Request request, Duration within) {
    if (!breaker.tryAcquirePermission()) {
      return new GatewayAnswer.Unreachable("no gateway answered of late");
    }
    long begun = breaker.getCurrentTimestamp();
    GatewayAnswer answer = judge(send(request, within));
    long took = breaker.getCurrentTimestamp() - begun;
    if (answer instanceof GatewayAnswer.Given) {
      breaker.onSuccess(took, breaker.getTimestampUnit());
    } else {
      breaker.onError(took, breaker.getTimestampUnit(), new IllegalStateException());
    }
    return answer;
  }

  private Reply send(Request request, Duration within) {
    return channel.send(request.with("Authorization", "Bearer " + token), within).join();
  }

  private static GatewayAnswer judge(Reply reply) {
    return switch (reply) {
      case Reply.Unanswered unanswered -> new GatewayAnswer.TooLate(unanswered.reason());
      case Reply.Answered answered ->
          switch (answered.response().status()) {
            case 200, 201, 304, 400, 404, 409, 413 -> new GatewayAnswer.Given(answered.response());
            case 504 -> new GatewayAnswer.TooLate(answered.endpoint() + " ran out of time");
            case 401 -> new GatewayAnswer.Unreachable(answered.endpoint() + " refuses our token");
            default ->
                new GatewayAnswer.Unreachable(
                    answered.endpoint() + " answered " + answered.response().status());
          };
    };
  }

  /** The breaker's state as metrics and health spell it. */
  public CircuitBreaker.State breakerState() {
    return breaker.getState();
  }

  /** The lanes to the gateways. */
  public ChannelSnapshot lanes() {
    return channel.snapshot().join();
  }
}
