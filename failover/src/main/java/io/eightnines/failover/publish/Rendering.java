package io.eightnines.failover.publish;

import java.util.List;

/** A plan as one provider would serve it, and what that leaves out. */
public record Rendering(Content content, List<Loss> losses) {
  public Rendering {
    losses = List.copyOf(losses);
  }
}
