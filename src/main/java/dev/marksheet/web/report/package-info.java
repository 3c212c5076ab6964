/**
 * A session's report: verdict, tiles, advice, charts and the table of its calls. {@code call}, {@code compare} and
 * {@code export} show parts of it again; it knows none of them.
 */
@NullMarked
package dev.marksheet.web.report;

import org.jspecify.annotations.NullMarked;
