/**
 * JSON as the draw protocol speaks it: a small tree of values ({@link
 * io.eightnines.client.json.Json}), a strict and bounded reader, and a writer of canonical bytes.
 *
 * <p>It has no states: reading and writing are functions of bytes.
 *
 * <p>Left out: fractions and exponents (a draw holds whole numbers only, so the hard half of RFC
 * 8785, the printing of floating-point numbers, is never needed), mapping to classes by reflection,
 * and lenient reading of any kind.
 */
@NullMarked
package io.eightnines.client.json;

import org.jspecify.annotations.NullMarked;
