package io.eightnines.failover.dns;

/**
 * What follows the question in a response, ready to be copied behind a question of the same length.
 *
 * @param counts of the answer, authority and additional sections
 * @param serialAt where the serial number of an SOA record stands, or -1; it moves with the plan
 */
@SuppressWarnings("ArrayRecordComponent") // Copied for each query; never compared, never changed.
record Body(byte[] bytes, int[] counts, boolean authoritative, int rcode, int serialAt) {}
