package io.eightnines.gateway.entropy;

import java.util.Arrays;

/** Tested noise of one generator, taken out in order to be mixed. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Portion(byte[] noise, Standing standing) {

  /** Overwrites the noise, which is used up. */
  void wipe() {
    Arrays.fill(noise, (byte) 0);
  }
}
