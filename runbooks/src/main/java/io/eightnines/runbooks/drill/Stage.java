package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.load.ClientLoad;
import io.eightnines.runbooks.load.DnsWatch;
import java.util.List;

/**
 * Everything that a trial plays on.
 *
 * @param peers names of the peers that the watch sees beside our daemons
 */
record Stage(
    Scenario scenario,
    Fleet fleet,
    ClientLoad client,
    DnsWatch watch,
    List<String> peers,
    Injector injector,
    Notes notes) {}
