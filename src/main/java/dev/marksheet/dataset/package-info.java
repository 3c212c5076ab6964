/**
 * Reads files of questions and answers: their encoding, their form, which column is which field, what is wrong with which
 * line; and the passages that tools send in shapes of their own. Needs neither Spring nor a database; {@code job} stores
 * what was read.
 */
@NullMarked
package dev.marksheet.dataset;

import org.jspecify.annotations.NullMarked;
