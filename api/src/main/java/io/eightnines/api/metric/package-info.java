/**
 * What the API tells Prometheus: requests as callers saw them, and the state of the way to the
 * gateways.
 */
@NullMarked
package io.eightnines.api.metric;

import org.jspecify.annotations.NullMarked;
