package io.eightnines.failover.publish;

/** A provider did not do what it was asked. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Trouble trouble;

  public ProviderException(Trouble.Kind kind, String text) {
    this(new Trouble(kind, text));
  }

  public ProviderException(Trouble trouble) {
    super(trouble.toString());
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
