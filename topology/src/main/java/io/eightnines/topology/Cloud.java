package io.eightnines.topology;

import java.util.Arrays;
import java.util.Locale;

/** Who runs the machines of a region. */
public enum Cloud {
  /** Amazon Web Services. */
  AWS,
  /** Google Cloud. */
  GCP,
  /** This machine: processes on loopback addresses. */
  LOCAL;

  /** Reads the word that stands in a topology's file. */
  static Cloud parse(String text) {
    return Arrays.stream(values())
        .filter(cloud -> cloud.word().equals(text))
        .findFirst()
        .orElseThrow(() -> Words.refusal(text, Words.of(values(), Cloud::word)));
  }

  /** The word for it in files and in ids. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
