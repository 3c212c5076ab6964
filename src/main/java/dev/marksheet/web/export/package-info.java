/**
 * A report as one file that opens from disk: the pages of {@code report} and {@code call}, put together. No other room enters.
 */
@NullMarked
package dev.marksheet.web.export;

import org.jspecify.annotations.NullMarked;
