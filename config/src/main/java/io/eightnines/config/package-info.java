/**
 * Turns a YAML file into a validated record, or into one refusal that names every fault by line,
 * key, value and what was expected.
 *
 * <p>A program that uses this package reads its configuration before it binds a port, opens a file
 * or starts a thread, so that a bad file changes nothing. The states are two: a complete, valid
 * configuration, or {@link io.eightnines.config.InvalidConfiguration}.
 *
 * <p>Left out on purpose: overrides by system property or environment variable (the file is the
 * whole truth), YAML anchors and aliases (they hide what a line means), secrets (a configuration
 * names the file that holds one).
 */
@NullMarked
package io.eightnines.config;

import org.jspecify.annotations.NullMarked;
