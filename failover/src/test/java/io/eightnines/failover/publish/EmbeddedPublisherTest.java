package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;

class EmbeddedPublisherTest extends PublisherContract {
  @Override
  Publisher publisherThatServes(Plan first) {
    return new EmbeddedPublisher(first);
  }

  @Override
  Plan served(Publisher publisher) {
    return ((EmbeddedPublisher) publisher).get();
  }
}
