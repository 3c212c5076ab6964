/**
 * The figures that monitoring scrapes from {@code /actuator/prometheus}: what each process counts, and what the database
 * holds. Nobody enters; those who have something to count name an interface of their own.
 */
@NullMarked
package dev.marksheet.monitor;

import org.jspecify.annotations.NullMarked;
