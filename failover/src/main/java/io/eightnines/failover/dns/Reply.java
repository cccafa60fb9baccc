package io.eightnines.failover.dns;

import java.util.List;
import org.xbill.DNS.Record;

/**
 * What a response says, before it is written.
 *
 * @param drawn whether chance or the client had a part in it, so that the next may differ
 * @param glue whether it is of no use without its additional records (RFC 9471)
 */
record Reply(
    int rcode,
    boolean authoritative,
    List<Record> answer,
    List<Record> authority,
    List<Record> additional,
    boolean drawn,
    boolean glue) {}
