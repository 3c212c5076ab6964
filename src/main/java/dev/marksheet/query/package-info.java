/** What people look at, read from the database: calls, sessions, runs. Everybody may enter; nothing is changed here. */
@NullMarked
package dev.marksheet.query;

import org.jspecify.annotations.NullMarked;
