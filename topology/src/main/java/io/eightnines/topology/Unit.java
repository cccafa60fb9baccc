package io.eightnines.topology;

/**
 * One task, function instance or machine.
 *
 * @param vcpu processors it has, 0.05 to 128. AWS Lambda grants them by memory, 1 for each 1769 MiB
 * @param memoryMib memory it has, 128 to 1,048,576 MiB
 * @param capacity requests/s that it serves within its latency target: measured, not guessed
 */
public record Unit(double vcpu, int memoryMib, int capacity) {
  public Unit {
    new Rules()
        .need(vcpu >= 0.05 && vcpu <= 128, "vcpu", vcpu, "0.05 to 128")
        .range("memoryMib", memoryMib, 128, 1 << 20)
        .range("capacity", capacity, 1, 1_000_000)
        .keep();
  }
}
