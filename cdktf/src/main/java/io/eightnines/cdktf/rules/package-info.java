/**
 * What holds for every stack, checked on the synthesised JSON before anybody can apply it.
 *
 * <p>Terraform checks names and types, but not what values mean. Each {@link
 * io.eightnines.cdktf.rules.Rule} is a pure function from stacks to violations; {@link
 * io.eightnines.cdktf.rules.HouseRules} is the list of all. Synthesis writes nothing while one of
 * them is violated.
 *
 * <p>A rule reads what is written, so it sees a literal and not what a reference will turn into.
 * Where a rule needs a value and finds a reference to something outside the stack, that is a
 * violation: not knowing is not enough.
 */
@NullMarked
package io.eightnines.cdktf.rules;

import org.jspecify.annotations.NullMarked;
