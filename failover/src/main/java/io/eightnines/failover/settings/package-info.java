/**
 * The sections of the daemon's YAML file, and the way from each to the value it stands for.
 *
 * <p>A section checks itself when it is read, by making that value, so that a fault is named with
 * its line before anything is bound. The binder passes null for a key that is absent: a section
 * then takes its default, or leaves the null to validation, which says that the key is missing.
 */
@NullMarked
package io.eightnines.failover.settings;

import org.jspecify.annotations.NullMarked;
