package io.eightnines.failover.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.operate.Caller;
import io.eightnines.failover.operate.Credential;
import io.eightnines.failover.operate.Role;
import jakarta.validation.constraints.NotNull;

/**
 * Somebody who may ask or give orders.
 *
 * @param name by which orders are journalled
 * @param role VIEWER or OPERATOR
 * @param tokenSha256 SHA-256 of the bearer token, 64 hex digits
 */
public record OperatorSection(
    @NotNull String name, @NotNull Role role, @NotNull String tokenSha256) {
  public OperatorSection {
    if (name != null && role != null && tokenSha256 != null) {
      var _ = credential(name, role, tokenSha256);
    }
  }

  /** Whether no key is missing, which validation says otherwise. */
  @JsonIgnore
  public boolean isComplete() {
    return name != null && role != null && tokenSha256 != null;
  }

  public Credential toCredential() {
    return credential(name, role, tokenSha256);
  }

  /** A generated text would show the hash wherever the section is logged. */
  @Override
  public String toString() {
    return "operator " + name + ", " + role;
  }

  private static Credential credential(String name, Role role, String tokenSha256) {
    return new Credential(new Caller(new Operator(name), role), tokenSha256);
  }
}
