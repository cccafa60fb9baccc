package io.eightnines.gateway.device;

import io.eightnines.gateway.time.Ticker;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A device behind its guards. From the outside in:
 *
 * <ol>
 *   <li><b>retry</b> with jitter, outermost, so that each attempt passes all other guards anew; it
 *       stops at once when the breaker is open;
 *   <li><b>circuit breaker</b>, which sees each attempt, and counts slow ones and refused ones as
 *       failures;
 *   <li><b>time limit</b>, which lets go of an attempt that takes too long;
 *   <li><b>bulkhead</b>, innermost, on the reading thread itself: an attempt that was let go still
 *       occupies the device and its thread until the read returns, so a hung device costs at most
 *       {@value #MAX_READS} threads.
 * </ol>
 */
public final class GuardedDevice {

  private static final int MAX_READS = 2;
  private static final int ATTEMPTS = 3;

  /** Short enough to drop a dying device within seconds. */
  private static final int WINDOW_SECONDS = 2;

  /** With fewer calls a share says nothing. */
  private static final int MIN_CALLS = 20;

  private static final float MAX_FAILED_PERCENT = 50;
  private static final int TRIAL_CALLS = 5;
  private static final Duration FIRST_OPEN = Duration.ofMillis(500);
  private static final Duration LONGEST_OPEN = Duration.ofSeconds(10);

  private final Device device;
  private final Retry retry;
  private final CircuitBreaker breaker;
  private final TimeLimiter limiter;
  private final Bulkhead bulkhead;
  private final ExecutorService readers;

  /** Hidden inputs of the guards, made plain. */
  public record Surroundings(Ticker ticker, InstantSource wall, RandomGenerator chance) {}

  /** How long one attempt may take, and how long to wait on average before the second. */
  public record Patience(Duration attempt, Duration beforeRetry) {}

  /** Puts the guards around a device. */
  public GuardedDevice(Device device, Patience patience, Surroundings surroundings) {
    this.device = device;
    this.retry = Retry.of(device.id(), retryConfig(patience, surroundings.chance()));
    this.breaker = CircuitBreaker.of(device.id(), breakerConfig(surroundings));
    this.limiter =
        TimeLimiter.of(
            device.id(),
            TimeLimiterConfig.custom()
                .timeoutDuration(patience.attempt())
                .cancelRunningFuture(true)
                .build());
    this.bulkhead =
        Bulkhead.of(
            device.id(),
            BulkheadConfig.custom()
                .maxConcurrentCalls(MAX_READS)
                .maxWaitDuration(Duration.ZERO)
                .build());
    // Platform threads: a read of a device blocks its carrier, and the bulkhead bounds how many
    // are held up. They are kept for the next read, which is cheaper than a new one each time.
    this.readers =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("device-" + device.id() + "-", 1).factory());
  }

  /** The device itself. */
  public Device device() {
    return device;
  }

  /** The breaker, for metrics and health. */
  public CircuitBreaker breaker() {
    return breaker;
  }

  /** The retry, for metrics. */
  public Retry retry() {
    return retry;
  }

  /** The bulkhead, for metrics. */
  public Bulkhead bulkhead() {
    return bulkhead;
  }

  /** Ends the threads, except those that the device itself holds up, and closes the device. */
  public void close() {
    readers.shutdownNow();
    device.close();
  }

  /** Reads at most {@code max} bytes; takes no longer than all attempts and waits together. */
  public DeviceReading read(int max) {
    Callable<byte[]> bulkheaded = Bulkhead.decorateCallable(bulkhead, () -> device.read(max));
    Callable<byte[]> limited =
        TimeLimiter.decorateFutureSupplier(limiter, () -> readers.submit(bulkheaded));
    Callable<byte[]> guarded =
        Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, limited));
    try {
      return new DeviceReading.Fresh(guarded.call());
    } catch (CallNotPermittedException open) {
      return new DeviceReading.LeftAlone();
    } catch (Exception e) {
      return new DeviceReading.Failed(e.toString());
    }
  }

  private static RetryConfig retryConfig(Patience patience, RandomGenerator chance) {
    long base = patience.beforeRetry().toMillis();
    return RetryConfig.custom()
        .maxAttempts(ATTEMPTS)
        // 0.5 to 1.5 of a wait that doubles: devices that fail together are not retried together.
        .intervalFunction(
            attempt -> Math.round((base << (attempt - 1)) * (0.5 + chance.nextDouble())))
        .ignoreExceptions(CallNotPermittedException.class)
        .build();
  }

  private static CircuitBreakerConfig breakerConfig(Surroundings surroundings) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(WINDOW_SECONDS, MIN_CALLS, CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
        .failureRateThreshold(MAX_FAILED_PERCENT)
        .waitIntervalFunctionInOpenState(
            IntervalFunction.ofExponentialBackoff(FIRST_OPEN, 2, LONGEST_OPEN))
        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
        // Resilience4j has two clocks; both are ours.
        .clock(surroundings.wall().withZone(ZoneOffset.UTC))
        .currentTimestampFunction(clock -> surroundings.ticker().nanos(), TimeUnit.NANOSECONDS)
        .build();
  }
}
