package io.eightnines.gateway.ledger;

/** The ledger's file cannot be used; the message says which and why. */
public final class LedgerFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  LedgerFault(String message, Throwable cause) {
    super(message, cause);
  }

  LedgerFault(String message) {
    super(message);
  }
}
