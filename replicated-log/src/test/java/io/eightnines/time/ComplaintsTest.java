package io.eightnines.time;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class ComplaintsTest {
  @Test
  void equal_complaints_are_told_once_in_a_while_with_how_many_were_kept_back() {
    long[] now = {Long.MAX_VALUE - 1};
    Logger log = new LoggerContext().getLogger("complaints");
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.addAppender(told);
    Complaints complaints = new Complaints(log, Level.ERROR, () -> now[0]);

    for (int i = 0; i < 4; i++) {
      complaints.about("it broke: {}", new IllegalStateException("why"));
    }
    now[0] += Duration.ofSeconds(10).toNanos();
    complaints.about("it broke: {}", new IllegalStateException("why"));

    String line =
        "it broke: java.lang.IllegalStateException: why (%d more since the last complaint)";
    assertThat(told.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(line.formatted(0), line.formatted(3));
    assertThat(told.list).allMatch(event -> event.getThrowableProxy() == null, "without a trace");
  }
}
