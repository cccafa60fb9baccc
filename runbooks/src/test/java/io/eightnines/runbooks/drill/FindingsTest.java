package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  private final Findings findings = new Findings();

  @Test
  void what_held_in_every_trial_passes() {
    findings.note("a", true, "unused");
    findings.note("a", true, "unused");

    assertThat(findings.checks()).containsExactly(new Check("a", true, "2 of 2"));
  }

  @Test
  void what_broke_once_fails_and_says_how() {
    findings.note("a", true, "unused");
    findings.note("a", false, "ns2 moved");
    findings.note("b", true, "unused");

    assertThat(findings.checks())
        .containsExactly(
            new Check("a", false, "1 of 2: ns2 moved"), new Check("b", true, "1 of 1"));
  }
}
