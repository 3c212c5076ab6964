/** The keys to the service: which there are, a form that makes one, a question before one ends. No other room enters. */
@NullMarked
package dev.marksheet.web.keys;

import org.jspecify.annotations.NullMarked;
