/**
 * The whole service measured from outside: starts the built jar, a judge of its own and a load, and prints each goal
 * beside its figure. Uses the JDK alone. {@code docs/benchmarks.md} says how to run it.
 */
@NullMarked
package dev.marksheet.bench;

import org.jspecify.annotations.NullMarked;
