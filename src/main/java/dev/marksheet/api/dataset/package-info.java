/** Datasets over HTTP: uploads, versions, rows that become calls. {@code api} enters for its refusals. */
@NullMarked
package dev.marksheet.api.dataset;

import org.jspecify.annotations.NullMarked;
