/**
 * Who waits, in which order, and who is handed out next: in this process on a database file, in the database on
 * PostgreSQL. Entered by its configuration alone; all others know {@link dev.marksheet.job.CallQueue}.
 */
@NullMarked
package dev.marksheet.job.queue;

import org.jspecify.annotations.NullMarked;
