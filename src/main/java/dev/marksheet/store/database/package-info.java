/**
 * Connections, writers and schemas of SQLite and PostgreSQL: where the tables lie, not what stands in them. {@code store}
 * enters; others only to start, to copy and to wait for a writer.
 */
@NullMarked
package dev.marksheet.store.database;

import org.jspecify.annotations.NullMarked;
