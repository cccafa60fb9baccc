/**
 * What a topology costs a month, shape by shape, from list prices in a table of the repository.
 *
 * <p>{@link io.eightnines.runbooks.cost.ShapeCost} is a pure function: region, shape and {@link
 * io.eightnines.runbooks.cost.Demand} in, a {@link io.eightnines.runbooks.cost.Bill} out whose
 * every line carries its formula and its price, and each price its page, or the word unverified. A
 * shape is either priced, or not priced with the reason; never guessed. What a shape cannot carry
 * is said, not hidden.
 *
 * <p>Left out: free tiers, volume tiers, discounts and taxes; the sites on the premises and their
 * lines; logs and metrics; transfer between zones and over VPNs; and autoscaling, for units are
 * priced as if those of the peak ran all month.
 */
@NullMarked
package io.eightnines.runbooks.cost;

import org.jspecify.annotations.NullMarked;
