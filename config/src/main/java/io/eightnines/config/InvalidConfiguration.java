package io.eightnines.config;

import io.dropwizard.configuration.ConfigurationException;
import java.util.List;

/** The refusal of a configuration file, with one entry for each fault found in it. */
public final class InvalidConfiguration extends ConfigurationException {
  private static final long serialVersionUID = 1L;

  /** One fault: where it stands, counted from 1, and what is wrong there. */
  public record Fault(int line, String problem) {
    @Override
    public String toString() {
      return "line " + line + ": " + problem;
    }
  }

  InvalidConfiguration(String path, List<Fault> faults) {
    super(path, faults.stream().map(Fault::toString).toList());
  }

  InvalidConfiguration(String path, String problem) {
    super(path, List.of(problem));
  }
}
