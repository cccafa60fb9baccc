package io.eightnines.gateway.device;

/** What came of reading a device through its guards. */
public sealed interface DeviceReading {

  /** Fresh bytes, at least one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fresh(byte[] bytes) implements DeviceReading {}

  /** None, because the breaker is open: the device was not asked. */
  record LeftAlone() implements DeviceReading {}

  /** None, although it was asked as often as allowed; the last reason. */
  record Failed(String reason) implements DeviceReading {}
}
