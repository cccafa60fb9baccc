package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.Publisher.Result;
import org.junit.jupiter.api.Test;

/** What every publisher to a provider must do beside, on an empty zone of its own. */
public abstract class ProviderContract extends PublisherContract {
  protected static final Renderer.Terms TERMS = new Renderer.Terms(5, 2);

  /** A publisher to the one place that this test has. */
  protected abstract ProviderPublisher<?> provider(boolean overwrites);

  /** Somebody who is not us adds 192.0.2.9 to what is answered, and leaves the mark as it is. */
  protected abstract void tamper() throws Exception;

  @Override
  protected Publisher publisherThatServes(Plan first) {
    ProviderPublisher<?> publisher = provider(false);
    assertThat(publisher.publish(0, first)).isEqualTo(new Result.Published());
    return publisher;
  }

  @Override
  protected Publisher another() {
    return provider(false);
  }

  @Test
  void whoever_crashed_between_a_write_and_its_record_goes_on_from_what_is_served() {
    ProviderPublisher<?> before = provider(false);
    assertThat(before.advance(Plans.of(4, 100, 100))).isInstanceOf(Outcome.Written.class);

    ProviderPublisher<?> after = provider(false);

    assertThat(after.advance(Plans.of(4, 100, 100))).isEqualTo(new Outcome.Current());
    assertThat(after.advance(Plans.of(6, 0, 100))).isInstanceOf(Outcome.Written.class);
    assertThat(served()).isEqualTo(Served.of(Plans.of(6, 0, 100)));
  }

  @Test
  void whoever_comes_late_learns_that_it_was_overtaken() {
    assertThat(provider(false).advance(Plans.of(9, 100, 100))).isInstanceOf(Outcome.Written.class);

    assertThat(provider(true).advance(Plans.of(8, 1, 0))).isEqualTo(new Outcome.Overtaken(9));
    assertThat(provider(true).advanceOver(Plans.of(8, 1, 0))).isEqualTo(new Outcome.Overtaken(9));
    assertThat(served()).isEqualTo(Served.of(Plans.of(9, 100, 100)));
  }

  @Test
  void what_somebody_else_changed_is_reported_and_left_alone() throws Exception {
    ProviderPublisher<?> publisher = provider(false);
    assertThat(publisher.advance(Plans.of(3, 100, 100))).isInstanceOf(Outcome.Written.class);
    assertThat(publisher.difference(Plans.of(3, 100, 100)).isNone()).isTrue();

    tamper();

    assertThat(publisher.difference(Plans.of(3, 100, 100)).foreign().toString())
        .contains("192.0.2.9");
    assertThat(publisher.advance(Plans.of(3, 100, 100))).isInstanceOf(Outcome.Drifted.class);
    assertThat(publisher.advance(Plans.of(4, 0, 100)))
        .isInstanceOfSatisfying(
            Outcome.Drifted.class,
            drifted -> assertThat(drifted.what()).contains("192.0.2.9", "generation 3"));
    assertThat(publisher.publish(3, Plans.of(4, 0, 100))).isInstanceOf(Result.Held.class);
    assertThat(served().addresses()).contains("192.0.2.9", "127.0.1.1");
  }

  @Test
  void what_somebody_else_changed_is_overwritten_where_that_was_asked_for() throws Exception {
    ProviderPublisher<?> publisher = provider(true);
    assertThat(publisher.advance(Plans.of(3, 100, 100))).isInstanceOf(Outcome.Written.class);

    tamper();
    assertThat(publisher.advance(Plans.of(3, 100, 100))).isInstanceOf(Outcome.Written.class);
    assertThat(served()).isEqualTo(Served.of(Plans.of(3, 100, 100)));

    tamper();
    assertThat(provider(false).advanceOver(Plans.of(5, 0, 100)))
        .isInstanceOf(Outcome.Written.class);
    assertThat(served()).isEqualTo(Served.of(Plans.of(5, 0, 100)));
  }
}
