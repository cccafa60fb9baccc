package io.eightnines.runbooks.fleet;

import io.eightnines.runbooks.region.RegionCard;
import io.eightnines.runbooks.region.RegionProcess;
import io.eightnines.runbooks.terraform.RegionStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A region's process that Terraform starts, replaces and stops; anybody may, not only we. */
final class Deployed implements Body {
  /** What is asked of Terraform. */
  private interface Wish {
    void of(RegionStack stack) throws IOException, InterruptedException;
  }

  private final Path fleet;
  private final RegionCard card;
  private final RegionProcess process;

  Deployed(Path fleet, RegionCard card) {
    this.fleet = fleet;
    this.card = card;
    this.process = new RegionProcess(fleet, card);
  }

  /** Terraform is blind to a process that died, so only another generation starts it anew. */
  @Override
  public void start() throws IOException {
    card.write(fleet);
    terraform(stack -> {
      OptionalLong before = stack.generation();
      stack.apply(before.isPresent() ? before.getAsLong() + 1 : 1);
    });
  }

  @Override
  public Optional<ProcessHandle> process() {
    try {
      return process.running();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forget() throws IOException {
    card.write(fleet);
    terraform(RegionStack::destroy);
  }

  private void terraform(Wish wish) throws IOException {
    try {
      wish.of(RegionStack.open(fleet, card.name()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while terraform worked on " + card.name(), e);
    }
  }
}
