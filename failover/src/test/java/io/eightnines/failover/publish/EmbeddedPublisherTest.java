package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;

class EmbeddedPublisherTest extends PublisherContract {
  private EmbeddedPublisher publisher = new EmbeddedPublisher(Plans.empty(0));

  @Override
  protected int writers() {
    return 100;
  }

  @Override
  protected Publisher publisherThatServes(Plan first) {
    publisher = new EmbeddedPublisher(first);
    return publisher;
  }

  @Override
  protected Publisher another() {
    return publisher;
  }

  @Override
  protected Served served() {
    return Served.of(publisher.get());
  }
}
