package io.eightnines.failover.operate;

/** What is wrong with one field of a request. */
record Fault(String field, String value, String expected) {
  private static final int MAX_VALUE = 100;

  Fault {
    value = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
  }

  String text() {
    return "%s is '%s', expected %s".formatted(field, value, expected);
  }
}
