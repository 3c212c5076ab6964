/** The pages people watch: the run list and the report, with the fragments they are made of. */
@NullMarked
package dev.marksheet.web;

import org.jspecify.annotations.NullMarked;
