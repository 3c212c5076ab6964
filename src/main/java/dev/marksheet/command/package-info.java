/**
 * What the jar does from a command line without being a service: score a file, ask a gate, take old folders over, copy all
 * that is kept. Entered through {@link dev.marksheet.command.Commands} alone; standard output gets results, standard error
 * everything else.
 */
@NullMarked
package dev.marksheet.command;

import org.jspecify.annotations.NullMarked;
