package io.eightnines.cdktf.rules;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Something that must hold for all stacks together. */
@FunctionalInterface
public interface Rule {
  /** The violations, in the order of the stacks; none where the rule holds. */
  List<Violation> check(List<Stack> stacks);

  /** A rule that looks at one resource at a time. */
  static Rule forEach(Function<Stack.Resource, Stream<Violation>> rule, String... types) {
    return stacks ->
        stacks.stream().flatMap(stack -> stack.resources(types)).flatMap(rule).toList();
  }
}
